package io.recontact.console.web;

import io.recontact.api.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * Keeps a sign-in that is at the provider in a cookie of the browser, so that it comes back to any node, and nobody who
 * has not signed in has a session. The cookie has what only this browser may know: state, nonce and verifier.
 */
final class SingleSignOnRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String COOKIE = "recontact-single-sign-on";

    /** The time that a person may take at the provider. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ClientRegistrationRepository clients;
    private final PublicUrl url;

    SingleSignOnRequests(ClientRegistrationRepository clients, PublicUrl url) {
        this.clients = clients;
        this.url = url;
    }

    /**
     * The content of the cookie.
     *
     * @param target the page that the sign-in leads to
     */
    private record Kept(String state, String nonce, String verifier, String redirectUri, String target) {

        static Optional<Kept> parse(String text) {
            try {
                var parts = Arrays.stream(text.split("\\.", -1))
                        .map(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                        .toList();
                return parts.size() == 5 && parts.stream().noneMatch(String::isEmpty)
                        ? Optional.of(new Kept(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4)))
                        : Optional.empty();
            } catch (IllegalArgumentException _) {
                // Somebody else has written it.
                return Optional.empty();
            }
        }

        String text() {
            return Stream.of(state, nonce, verifier, redirectUri, target)
                    .map(part -> Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                    .collect(Collectors.joining("."));
        }
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest authorization,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (authorization == null) {
            write(request, response, "", Duration.ZERO);
            return;
        }
        var kept = new Kept(
                Objects.requireNonNull(authorization.getState()),
                attribute(authorization, OidcParameterNames.NONCE),
                attribute(authorization, PkceParameterNames.CODE_VERIFIER),
                Objects.requireNonNull(authorization.getRedirectUri()),
                SignInResults.target(request));
        write(request, response, kept.text(), PATIENCE);
    }

    private static String attribute(OAuth2AuthorizationRequest authorization, String name) {
        return Objects.requireNonNull(authorization.<String>getAttribute(name), name);
    }

    private void write(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path(SingleSignOn.START)
                        .httpOnly(true)
                        // The provider leads back from another site.
                        .sameSite("Lax")
                        .secure(url.isHttps() || request.isSecure())
                        .maxAge(age)
                        .build()
                        .toString());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return find(request).map(this::authorization).orElse(null);
    }

    private static Optional<Kept> find(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return Optional.ofNullable(cookie)
                .flatMap(found -> Kept.parse(found.getValue()))
                .filter(kept -> kept.state().equals(request.getParameter(OAuth2ParameterNames.STATE)));
    }

    private OAuth2AuthorizationRequest authorization(Kept kept) {
        var client = client();
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri()))
                .clientId(client.getClientId())
                .redirectUri(kept.redirectUri())
                .scopes(client.getScopes())
                .state(kept.state())
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID,
                        client.getRegistrationId(),
                        OidcParameterNames.NONCE,
                        kept.nonce(),
                        PkceParameterNames.CODE_VERIFIER,
                        kept.verifier()))
                .build();
    }

    private ClientRegistration client() {
        return Objects.requireNonNull(clients.findByRegistrationId(SingleSignOn.CLIENT));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var kept = find(request);
        kept.ifPresent(one -> {
            write(request, response, "", Duration.ZERO);
            request.setAttribute(SignInResults.TARGET, one.target());
        });
        return kept.map(this::authorization).orElse(null);
    }
}
