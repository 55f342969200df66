package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ModuleSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowModules.html">ListContactFlowModules</a>.
 */
interface ListContactFlowModules {

    record Response(
            List<ContactFlowModuleSummary> contactFlowModulesSummaryList,
            @Nullable String nextToken) {}

    record ContactFlowModuleSummary(String id, String arn, String name, ContactFlow.State state) {

        static ContactFlowModuleSummary of(InstanceId instance, ModuleSummary module, Arns arns) {
            return new ContactFlowModuleSummary(
                    module.id().toString(),
                    arns.of(instance, ResourceType.CONTACT_FLOW_MODULE, module.id()),
                    module.name(),
                    module.state());
        }
    }
}
