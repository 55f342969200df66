package io.recontact.configuration.web;

import io.recontact.configuration.ResourceVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowModuleVersions.html">ListContactFlowModuleVersions</a>.
 */
interface ListContactFlowModuleVersions {

    record Response(
            List<ContactFlowModuleVersionSummary> contactFlowModuleVersionSummaryList,
            @Nullable String nextToken) {}

    record ContactFlowModuleVersionSummary(
            String arn, @Nullable String versionDescription, long version) {

        static ContactFlowModuleVersionSummary of(String moduleArn, ResourceVersion version) {
            return new ContactFlowModuleVersionSummary(
                    moduleArn + ":" + version.number(), version.description(), version.number());
        }
    }
}
