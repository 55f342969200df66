package io.recontact.directory.web;

import io.recontact.directory.ContactFlow;
import io.recontact.directory.FlowStatus;
import io.recontact.directory.FlowSummary;
import io.recontact.directory.FlowType;
import io.recontact.wire.Arns;
import io.recontact.wire.InstanceId;
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
            FlowType contactFlowType,
            ContactFlow.State contactFlowState,
            FlowStatus contactFlowStatus) {

        static ContactFlowSummary of(InstanceId instance, FlowSummary flow, Arns arns) {
            return new ContactFlowSummary(
                    flow.id().toString(),
                    arns.contactFlow(instance, flow.id()),
                    flow.name(),
                    flow.type(),
                    flow.state(),
                    flow.status());
        }
    }
}
