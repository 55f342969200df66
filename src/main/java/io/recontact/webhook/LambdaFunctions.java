package io.recontact.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Lambda functions that flows, and the chats that they process, may invoke.
 *
 * @param lambdaFunctions the complete list; flows and chats can invoke no other function
 * @param onlyAssociatedFunctions lets an instance invoke only the functions that are associated with it
 */
@ConfigurationProperties("recontact.flows")
public record LambdaFunctions(
        @DefaultValue List<LambdaFunction> lambdaFunctions,
        @DefaultValue("false") boolean onlyAssociatedFunctions) {

    /** Refuses two functions with the same ARN. */
    public LambdaFunctions {
        lambdaFunctions = List.copyOf(lambdaFunctions);
        byArn(lambdaFunctions);
    }

    /** The function with an ARN. */
    public Optional<LambdaFunction> find(String arn) {
        return Optional.ofNullable(byArn(lambdaFunctions).get(arn));
    }

    private static Map<String, LambdaFunction> byArn(List<LambdaFunction> functions) {
        var byArn = new HashMap<String, LambdaFunction>();
        for (var function : functions) {
            if (byArn.put(function.arn(), function) != null) {
                throw new IllegalArgumentException(
                        "recontact.flows.lambda-functions has the arn %s more than once".formatted(function.arn()));
            }
        }
        return byArn;
    }
}
