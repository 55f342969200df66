package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowModuleAlias;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowModuleAliases.html">ListContactFlowModuleAliases</a>.
 */
interface ListContactFlowModuleAliases {

    record Response(
            List<ContactFlowModuleAliasSummary> contactFlowModuleAliasSummaryList,
            @Nullable String nextToken) {}

    record ContactFlowModuleAliasSummary(
            String arn,
            String aliasId,
            long version,
            String aliasName,
            @Nullable String aliasDescription,
            Instant lastModifiedTime) {

        static ContactFlowModuleAliasSummary of(String moduleArn, ContactFlowModuleAlias alias) {
            return new ContactFlowModuleAliasSummary(
                    moduleArn + ":" + alias.name(),
                    alias.id().toString(),
                    alias.moduleVersion(),
                    alias.name(),
                    alias.description(),
                    alias.lastModifiedAt());
        }
    }
}
