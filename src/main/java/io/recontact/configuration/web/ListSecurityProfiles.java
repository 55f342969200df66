package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfiles.html">ListSecurityProfiles</a>.
 */
interface ListSecurityProfiles {

    record Response(
            List<NamedSummary> securityProfileSummaryList,
            @Nullable String nextToken) {}
}
