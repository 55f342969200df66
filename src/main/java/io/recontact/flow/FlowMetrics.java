package io.recontact.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What operators see of flows. */
@Component
class FlowMetrics {

    /** How a run has ended. */
    enum Ending {
        /** It has put the contact into a queue. */
        QUEUED,
        /** It has disconnected the contact, or has come to its end. */
        DISCONNECTED,
        /** It has come to its end, and the contact goes on waiting. */
        ENDED,
        /** It was cut off. */
        CUT_OFF,
        /** Its contact has ended for another reason. */
        CONTACT_ENDED,
        /** An agent has accepted its contact. */
        AGENT_CONNECTED
    }

    private final MeterRegistry meters;

    FlowMetrics(MeterRegistry meters, SharedGauges gauges, FlowRunRepository runs) {
        this.meters = meters;
        gauges.register("recontact.flows.waiting", "Flows that wait, over all nodes", runs::countWaiting);
    }

    void over(Ending ending, int number) {
        if (number > 0) {
            meters.counter("recontact.flows.runs", "outcome", ending.name().toLowerCase(Locale.ROOT))
                    .increment(number);
        }
        if (ending == Ending.CUT_OFF) {
            meters.counter("recontact.flows.cutoff").increment(number);
        }
    }

    void acted(String type) {
        meters.counter("recontact.flows.actions", "type", type).increment();
    }
}
