package io.recontact.webhook.event;

import io.recontact.webhook.WebhookEndpoint;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is told of contact events.
 *
 * @param name what its events are kept under until it has taken them: another URL does not make it another endpoint
 */
record EventEndpoint(String name, URI url, @Nullable String secret) implements WebhookEndpoint {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    EventEndpoint {
        // Settings that are missing arrive here as null, whatever the types say.
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.events.endpoints needs a name of 1 to 100 letters, digits, dots, dashes and"
                            + " underscores");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // Without the URL, which may have a secret in its path or query.
            throw new IllegalArgumentException(
                    "The event endpoint %s needs an http or https URL without user and fragment".formatted(name));
        }
        // An empty variable, as Compose files pass on what is not set, means the same as none.
        secret = secret == null || secret.isBlank() ? null : secret;
    }

    /** Leaves out the secret, and the URL, which may contain one. */
    @Override
    public String toString() {
        return "EventEndpoint[name=%s]".formatted(name);
    }
}
