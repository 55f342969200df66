package io.recontact.console;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in to the console through an OpenID provider.
 *
 * @param issuer the URL of the provider; empty for none
 * @param clientSecret empty for a public client
 * @param scopes what the provider is asked for
 * @param claim the claim of the ID token that names the user
 * @param instance the alias of the instance of the users; empty for the only one
 * @param name the name of the provider on the sign-in page
 */
@ConfigurationProperties("recontact.console.oidc")
public record SingleSignOnProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("openid") Set<String> scopes,
        @DefaultValue("sub") String claim,
        @DefaultValue("") String instance,
        @DefaultValue("single sign-on") String name) {

    private static final Pattern URL = Pattern.compile("https?://[^/?#@\\s]+(/[^?#\\s]*)?");

    /** Refuses an issuer that is no URL, or has no client. */
    public SingleSignOnProperties {
        issuer = issuer.strip();
        scopes = Set.copyOf(scopes);
        if (!issuer.isEmpty() && !URL.matcher(issuer).matches()) {
            throw new IllegalArgumentException("recontact.console.oidc.issuer must be an http or https URL");
        }
        if (!issuer.isEmpty() && clientId.isBlank()) {
            throw new IllegalArgumentException("recontact.console.oidc.issuer needs recontact.console.oidc.client-id");
        }
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("recontact.console.oidc.scopes must contain openid");
        }
    }

    /** Returns true if there is a provider. */
    public boolean isConfigured() {
        return !issuer.isEmpty();
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "SingleSignOnProperties[issuer=%s]".formatted(issuer);
    }
}
