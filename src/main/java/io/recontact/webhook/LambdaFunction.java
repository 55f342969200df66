package io.recontact.webhook;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function that flows may invoke.
 *
 * @param arn identifies the function in flows
 * @param url the endpoint in place of the function: it accepts the function's event and answers with its result
 * @param secret signs the requests; absent, they are not signed
 */
public record LambdaFunction(String arn, URI url, @Nullable String secret) implements WebhookEndpoint {

    private static final Pattern ARN = Pattern.compile("arn:[!-~]{1,346}");

    /** Refuses an invalid ARN or URL. */
    public LambdaFunction {
        // Missing settings are null here, despite the types.
        if (arn == null || !ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.flows.lambda-functions needs an arn such as arn:aws:lambda:us-east-1:123456789012:function:f");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // The message leaves out the URL, which may contain a secret.
            throw new IllegalArgumentException(
                    "The function %s needs an http or https URL without user and fragment".formatted(arn));
        }
        secret = secret == null || secret.isBlank() ? null : secret;
    }

    @Override
    public String name() {
        return arn;
    }

    /** Leaves out the secret, and the URL, which may contain one. */
    @Override
    public String toString() {
        return "LambdaFunction[arn=%s]".formatted(arn);
    }
}
