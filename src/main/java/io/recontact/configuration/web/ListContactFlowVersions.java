package io.recontact.configuration.web;

import io.recontact.configuration.ResourceVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowVersions.html">ListContactFlowVersions</a>.
 */
interface ListContactFlowVersions {

    record Response(
            List<ContactFlowVersionSummary> contactFlowVersionSummaryList,
            @Nullable String nextToken) {}

    record ContactFlowVersionSummary(String arn, @Nullable String versionDescription, long version) {

        static ContactFlowVersionSummary of(String flowArn, ResourceVersion version) {
            return new ContactFlowVersionSummary(
                    flowArn + ":" + version.number(), version.description(), version.number());
        }
    }
}
