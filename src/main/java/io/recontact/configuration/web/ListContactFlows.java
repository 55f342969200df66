package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.FlowSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlows.html">ListContactFlows</a>.
 */
interface ListContactFlows {

    record Response(
            List<ContactFlowSummary> contactFlowSummaryList,
            @Nullable String nextToken) {}

    record ContactFlowSummary(
            String id,
            String arn,
            String name,
            ContactFlowType contactFlowType,
            ContactFlow.State contactFlowState,
            ContactFlowStatus contactFlowStatus) {

        static ContactFlowSummary of(InstanceId instance, FlowSummary flow, Arns arns) {
            return new ContactFlowSummary(
                    flow.id().toString(),
                    arns.of(instance, ResourceType.CONTACT_FLOW, flow.id()),
                    flow.name(),
                    flow.type(),
                    flow.state(),
                    flow.status());
        }
    }
}
