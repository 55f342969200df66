package io.recontact.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
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

    private final MeterRegistry meters;

    FlowMetrics(MeterRegistry meters, SharedGauges gauges, FlowRunRepository runs) {
        this.meters = meters;
        gauges.register("recontact.flows.waiting", "Flows that wait, over all nodes", runs::countWaiting);
    }

    void ended(Ending ending, int number) {
        if (number > 0) {
            meters.counter("recontact.flows.runs", "outcome", ending.name().toLowerCase(Locale.ROOT))
                    .increment(number);
        }
        if (ending == Ending.CUT_OFF) {
            meters.counter("recontact.flows.cutoff").increment(number);
        }
    }

    void countAction(String type) {
        meters.counter("recontact.flows.actions", "type", type).increment();
    }
}
