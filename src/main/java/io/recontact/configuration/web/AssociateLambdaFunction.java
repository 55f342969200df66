package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateLambdaFunction.html">AssociateLambdaFunction</a>.
 */
interface AssociateLambdaFunction {

    record Request(
            @NotNull @Size(min = 1, max = 140) String functionArn,
            @Size(max = 500) @Nullable String clientToken) {}
}
