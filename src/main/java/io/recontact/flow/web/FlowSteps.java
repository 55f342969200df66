package io.recontact.flow.web;

import io.recontact.flow.FlowStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer of ListContactFlowSteps in the admin API. Members have the names of the <a
 * href="https://docs.aws.amazon.com/connect/latest/adminguide/contact-flow-log-data.html">flow logs</a> of Amazon
 * Connect, which the parameters of actions are left out of here.
 */
interface FlowSteps {

    record Response(List<Step> flowSteps) {

        static Response of(List<FlowStep> steps) {
            return new Response(steps.stream().map(Step::of).toList());
        }
    }

    record Step(
            UUID contactFlowId,
            String contactFlowName,
            String identifier,
            String contactFlowModuleType,
            @Nullable String results,
            Instant timestamp) {

        private static Step of(FlowStep step) {
            return new Step(step.flow(), step.name(), step.action(), step.type(), step.results(), step.takenAt());
        }
    }
}
