package io.recontact.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The metrics of routing. */
@Component
class RoutingMetrics {

    private final MeterRegistry meters;

    RoutingMetrics(MeterRegistry meters, SharedGauges gauges, QueuedContactRepository queued) {
        this.meters = meters;
        gauges.register(
                "recontact.routing.waiting",
                "Contacts in queues, offered ones included, over all nodes",
                queued::countAll);
    }

    /** Counts an accepted offer, and times the wait since the contact was enqueued. */
    void accepted(Instant enqueuedAt, Instant now) {
        answered("accepted");
        var waited = Duration.between(enqueuedAt, now);
        meters.timer("recontact.routing.waited").record(waited.isNegative() ? Duration.ZERO : waited);
    }

    void rejected() {
        answered("rejected");
    }

    void missed() {
        answered("missed");
    }

    private void answered(String answer) {
        Counter.builder("recontact.routing.offers")
                .description("Offers by how they ended: accepted, rejected, or missed")
                .tag("answer", answer)
                .register(meters)
                .increment();
    }
}
