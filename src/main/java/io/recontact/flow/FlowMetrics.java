package io.recontact.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import io.recontact.api.TaggedCounter;
import io.recontact.flow.language.Action;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The metrics of flows. */
@Component
class FlowMetrics {

    /** The end of a run. */
    enum Ending {
        /** The flow put the contact into a queue. */
        QUEUED,
        /** The flow disconnected the contact, or came to its end. */
        DISCONNECTED,
        /** The flow came to its end, and the contact continues. */
        ENDED,
        /** The service stopped a flow that loops or fails. */
        CUT_OFF,
        /** The contact ended for another reason. */
        CONTACT_ENDED,
        /** An agent accepted the contact. */
        AGENT_CONNECTED
    }

    private final TaggedCounter runs;
    private final TaggedCounter actions;
    private final Counter cutOff;

    FlowMetrics(MeterRegistry meters, SharedGauges gauges, FlowRunRepository flows) {
        gauges.register("recontact.flows.waiting", "Flows that wait, over all nodes", flows::countWaiting);
        this.runs = new TaggedCounter(
                meters,
                "recontact.flows.runs",
                "Finished flow runs",
                "outcome",
                Arrays.stream(Ending.values()).map(FlowMetrics::outcome).toArray());
        this.actions = new TaggedCounter(
                meters,
                "recontact.flows.actions",
                "Actions performed",
                "type",
                Action.offeredTypes().toArray());
        this.cutOff = Counter.builder("recontact.flows.cutoff")
                .description("Flows stopped because they looped without waiting")
                .register(meters);
    }

    void ended(Ending ending, int number) {
        if (number > 0) {
            runs.increment(outcome(ending), number);
        }
        if (ending == Ending.CUT_OFF) {
            cutOff.increment(number);
        }
    }

    void countAction(String type) {
        actions.increment(type);
    }

    private static String outcome(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT);
    }
}
