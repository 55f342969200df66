package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.configuration.ContactFlowModuleAlias;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlowModuleAlias.html">DescribeContactFlowModuleAlias</a>.
 */
interface DescribeContactFlowModuleAlias {

    record Response(ContactFlowModuleAliasInfo contactFlowModuleAlias) {}

    record ContactFlowModuleAliasInfo(
            String contactFlowModuleId,
            String contactFlowModuleArn,
            String aliasId,
            long version,
            String name,
            @Nullable String description,
            String lastModifiedRegion,
            Instant lastModifiedTime) {

        static ContactFlowModuleAliasInfo of(InstanceId instance, ContactFlowModuleAlias alias, Arns arns) {
            return new ContactFlowModuleAliasInfo(
                    alias.module().toString(),
                    arns.of(instance, alias.module()),
                    alias.id().toString(),
                    alias.moduleVersion(),
                    alias.name(),
                    alias.description(),
                    arns.region(),
                    alias.lastModifiedAt());
        }
    }
}
