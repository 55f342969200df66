package io.recontact.webhook;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function that flows may invoke.
 *
 * @param arn what flows name it by
 * @param url what stands for it: it takes the function's event, and answers what the function would return
 * @param secret what requests to it are sealed with; they are not, when it is absent
 */
public record LambdaFunction(String arn, URI url, @Nullable String secret) implements WebhookEndpoint {

    private static final Pattern ARN = Pattern.compile("arn:[!-~]{1,346}");

    /** Refuses what could not be called. */
    public LambdaFunction {
        // Settings that are missing arrive here as null, whatever the types say.
        if (arn == null || !ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.flows.lambda-functions needs an arn such as arn:aws:lambda:us-east-1:123456789012:function:f");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // Without the URL, which may have a secret in its path or query.
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
