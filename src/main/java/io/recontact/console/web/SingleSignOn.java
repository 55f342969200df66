package io.recontact.console.web;

import io.recontact.api.LogSampler;
import io.recontact.api.PublicUrl;
import io.recontact.api.RealTime;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.SignInService;
import io.recontact.console.SingleSignOnProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;

/**
 * Sign-in through an OpenID provider. The first sign-in asks the provider for its endpoints, so that the service starts
 * without it.
 */
@Component
@ConsoleEnabled
@Conditional(SingleSignOn.Configured.class)
class SingleSignOn {

    /** The name of the only client. */
    static final String CLIENT = "oidc";

    /** Leads to the provider. */
    static final String START = ConsolePaths.SIGN_IN + "/" + CLIENT;

    /** Where the provider leads back to. */
    private static final String CALLBACK = START + "/callback";

    private static final Logger log = LoggerFactory.getLogger(SingleSignOn.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final String UNKNOWN_USER = "unknown_user";

    /** Codes may come from a request. */
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");

    private final SingleSignOnProperties settings;
    private final SignInService signIns;
    private final SignInResults results;
    private final PublicUrl url;
    private final Clock clock;
    private final SingletonSupplier<ClientRegistration> client = SingletonSupplier.of(this::discover);
    private final ClientRegistrationRepository clients = id -> id.equals(CLIENT) ? client.obtain() : null;

    SingleSignOn(
            SingleSignOnProperties settings,
            SignInService signIns,
            SignInResults results,
            PublicUrl url,
            @RealTime Clock clock) {
        this.settings = settings;
        this.signIns = signIns;
        this.results = results;
        this.url = url;
        this.clock = clock;
    }

    /** An issuer is set. */
    static final class Configured implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("recontact.console.oidc.issuer", "")
                    .isBlank();
        }
    }

    private ClientRegistration discover() {
        try {
            var found = ClientRegistrations.fromOidcIssuerLocation(settings.issuer())
                    .registrationId(CLIENT)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope(settings.scopes())
                    .redirectUri("{baseUrl}" + CALLBACK);
            if (settings.clientSecret().isEmpty()) {
                found.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
            }
            return found.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new AuthenticationServiceException("The OpenID provider does not tell its endpoints", e);
        }
    }

    void configure(HttpSecurity http) {
        http.oauth2Login(login -> login.loginPage(ConsolePaths.SIGN_IN)
                .loginProcessingUrl(CALLBACK)
                .clientRegistrationRepository(clients)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(resolver())
                        .authorizationRequestRepository(new SingleSignOnRequests(clients, url)))
                .successHandler(results::succeeded)
                .failureHandler(this::failed)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                        filter.setAuthenticationFailureHandler(SingleSignOn.this::failed);
                        return filter;
                    }
                }));
    }

    private OAuth2AuthorizationRequestResolver resolver() {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(clients, ConsolePaths.SIGN_IN);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return behindProxies(request, resolver.resolve(request));
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String client) {
                return behindProxies(request, resolver.resolve(request, client));
            }
        };
    }

    private @Nullable OAuth2AuthorizationRequest behindProxies(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest wanted) {
        return wanted == null
                ? null
                : OAuth2AuthorizationRequest.from(wanted)
                        .redirectUri(url.http(request, CALLBACK))
                        .build();
    }

    /** Exchanges the code of the provider for an ID token, verifies that, and finds the user that it names. */
    AuthenticationProvider provider() {
        var provider = new OidcAuthorizationCodeAuthenticationProvider(
                tokens(),
                request ->
                        find(request.getIdToken()).orElseThrow(() -> new OAuth2AuthenticationException(UNKNOWN_USER)));
        var decoders = new OidcIdTokenDecoderFactory();
        decoders.setJwtValidatorFactory(this::validator);
        provider.setJwtDecoderFactory(decoders);
        return provider;
    }

    /** Validates as Spring Security does by default, but with the clock bean. */
    private OAuth2TokenValidator<Jwt> validator(ClientRegistration client) {
        var times = new JwtTimestampValidator();
        times.setClock(clock);
        var claims = new OidcIdTokenValidator(client);
        claims.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(times, claims);
    }

    private Optional<SingleSignOnUser> find(OidcIdToken token) {
        // Anybody can claim an address that the provider has not verified.
        if (settings.claim().equals("email") && Boolean.FALSE.equals(token.getEmailVerified())) {
            return Optional.empty();
        }
        return Optional.ofNullable(token.getClaimAsString(settings.claim()))
                .filter(name -> !name.isBlank())
                .flatMap(name -> signIns.findBySingleSignOn(settings.instance(), name))
                .map(user -> new SingleSignOnUser(user, token));
    }

    private static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build());
        requests.setReadTimeout(ANSWER_WITHIN);
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var reason = reason(failure);
        if (sampler.lets("failure")) {
            log.warn("A single sign-on has failed: {}", reason);
        }
        results.refused(request, response, reason.equals(UNKNOWN_USER) ? "unknown" : "failed");
    }

    private static String reason(AuthenticationException failure) {
        if (failure instanceof OAuth2AuthenticationException refusal) {
            var code = refusal.getError().getErrorCode();
            return ERROR_CODE.matcher(code).matches() ? code : "an error of the provider";
        }
        return "the provider does not answer as it should";
    }

    /** Tokens are not kept: nothing else calls the provider. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface declares it
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String client, Authentication user, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication user,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String client, Authentication user, HttpServletRequest request, HttpServletResponse response) {}
    }
}
