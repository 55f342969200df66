package io.recontact.webhook.event;

import io.recontact.webhook.WebhookEndpoint;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An endpoint that receives contact events.
 *
 * @param name identifies the endpoint and its undelivered events, also when its URL changes
 * @param url receives the events
 * @param secret signs the requests; absent, they are not signed
 * @param receives what the service sends to the endpoint
 */
record EventEndpoint(
        String name,
        URI url,
        @Nullable String secret,
        @DefaultValue("EVENTS") Content receives) implements WebhookEndpoint {

    /** The kind of items that an endpoint receives. */
    enum Content {
        EVENTS,
        RECORDS
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    EventEndpoint {
        // Missing settings are null here, despite the types.
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.events.endpoints needs a name of 1 to 100 letters, digits, dots, dashes and"
                            + " underscores");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // The message leaves out the URL, which may contain a secret.
            throw new IllegalArgumentException(
                    "The event endpoint %s needs an http or https URL without user and fragment".formatted(name));
        }
        // Compose files pass on an unset variable as an empty one.
        secret = secret == null || secret.isBlank() ? null : secret;
    }

    /** Leaves out the secret, and the URL, which may contain one. */
    @Override
    public String toString() {
        return "EventEndpoint[name=%s]".formatted(name);
    }
}
