package io.recontact.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.api.SharedGauges;
import io.recontact.api.TaggedCounter;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The metrics of routing. */
@Component
class RoutingMetrics {

    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String MISSED = "missed";

    private final TaggedCounter offers;
    private final Timer waited;

    RoutingMetrics(MeterRegistry meters, SharedGauges gauges, QueuedContactRepository queued) {
        gauges.register(
                "recontact.routing.waiting",
                "Contacts in queues, offered ones included, over all nodes",
                queued::countAll);
        this.offers = new TaggedCounter(
                meters, "recontact.routing.offers", "Offers by how they ended", "answer", ACCEPTED, REJECTED, MISSED);
        this.waited = Timer.builder("recontact.routing.waited")
                .description("Time from a contact's entry into the queue until an agent accepts it")
                .register(meters);
    }

    /** Counts an accepted offer, and times the wait since the contact was enqueued. */
    void accepted(Instant enqueuedAt, Instant now) {
        offers.increment(ACCEPTED);
        var passed = Duration.between(enqueuedAt, now);
        waited.record(passed.isNegative() ? Duration.ZERO : passed);
    }

    void rejected() {
        offers.increment(REJECTED);
    }

    void missed() {
        offers.increment(MISSED);
    }
}
