package io.recontact.webhook.streaming;

import io.recontact.webhook.WebhookEndpoint;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An endpoint that chats may be streamed to.
 *
 * @param arn identifies the endpoint in requests
 * @param url receives the items
 * @param format the format of the items
 * @param secret signs the requests; absent, they are not signed
 */
record StreamingEndpoint(
        String arn,
        URI url,
        @DefaultValue("SNS") Format format,
        @Nullable String secret) implements WebhookEndpoint {

    /** A format of items. */
    enum Format {
        /** A notification as Amazon SNS sends it to HTTP endpoints, with the item as its message. */
        SNS,
        /** The bare item. */
        WEBHOOK
    }

    /** Visible ASCII characters only, since headers contain the ARN. The API model limits its length. */
    private static final Pattern ARN = Pattern.compile("arn:[!-~]{1,346}");

    /** Refuses an invalid ARN or URL. */
    StreamingEndpoint {
        // Missing settings are null here, despite the types.
        if (arn == null || !ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.streaming.endpoints needs an arn such as arn:aws:sns:us-east-1:123456789012:chat");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // The message leaves out the URL, which may contain a secret.
            throw new IllegalArgumentException(
                    "The streaming endpoint %s needs an http or https URL without user and fragment".formatted(arn));
        }
        // Compose files pass on an unset variable as an empty one.
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
