package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListRoutingProfiles.html">ListRoutingProfiles</a>.
 */
interface ListRoutingProfiles {

    record Response(
            List<NamedSummary> routingProfileSummaryList,
            @Nullable String nextToken) {}
}
