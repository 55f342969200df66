package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListApprovedOrigins.html">ListApprovedOrigins</a>.
 */
interface ListApprovedOrigins {

    record Response(List<String> origins, @Nullable String nextToken) {}
}
