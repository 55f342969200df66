package io.recontact.webhook;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An endpoint that chats may be streamed to.
 *
 * @param arn what callers name it by
 * @param url where it listens
 * @param secret what requests to it are sealed with; they are not, when it is absent
 */
public record StreamingEndpoint(
        String arn,
        URI url,
        @DefaultValue("SNS") Format format,
        @Nullable String secret) implements WebhookEndpoint {

    /** What an endpoint is sent. */
    public enum Format {
        /** Notifications such as Amazon SNS sends to HTTP endpoints, with the item in them. */
        SNS,
        /** The item itself. */
        WEBHOOK
    }

    /** It goes into headers, so it has visible ASCII characters only. The model bounds its length. */
    private static final Pattern ARN = Pattern.compile("arn:[!-~]{1,346}");

    /** Refuses what could not be called. */
    public StreamingEndpoint {
        // Settings that are missing arrive here as null, whatever the types say.
        if (arn == null || !ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.streaming.endpoints needs an arn such as arn:aws:sns:us-east-1:123456789012:chat");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // Without the URL, which may have a secret in its path or query.
            throw new IllegalArgumentException(
                    "The streaming endpoint %s needs an http or https URL without user and fragment".formatted(arn));
        }
        // An empty variable, as Compose files pass on what is not set, means the same as none.
        secret = secret == null || secret.isBlank() ? null : secret;
    }

    @Override
    public String name() {
        return arn;
    }

    /** Leaves out the secret, and the URL, which may contain one. */
    @Override
    public String toString() {
        return "StreamingEndpoint[arn=%s, format=%s]".formatted(arn, format);
    }
}
