package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListLambdaFunctions.html">ListLambdaFunctions</a>.
 */
interface ListLambdaFunctions {

    record Response(List<String> lambdaFunctions, @Nullable String nextToken) {}
}
