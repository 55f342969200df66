package io.recontact.webhook.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.api.SharedGauges;
import io.recontact.webhook.DeliveryFailedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What operators see of events. */
@Component
class EventMetrics {

    /** More are not counted one by one: an operator knows enough by then, and each look would cost more. */
    private static final int MOST_COUNTED = 10_000;

    private final MeterRegistry meters;
    private final Clock clock;

    EventMetrics(MeterRegistry meters, SharedGauges gauges, EventOutboxRepository outbox, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        gauges.register(
                "recontact.events.waiting",
                "Events that an endpoint has not taken yet, over all nodes; not counted beyond 10,000",
                () -> outbox.waiting(MOST_COUNTED));
    }

    void delivered(String endpoint, Instant at) {
        var passed = Duration.between(at, clock.instant());
        Timer.builder("recontact.events.delay")
                .description("Time from what has happened until an endpoint has taken it")
                .tag("endpoint", endpoint)
                .register(meters)
                .record(passed.isNegative() ? Duration.ZERO : passed);
    }

    void failed(String endpoint, Reason reason) {
        Counter.builder("recontact.events.failures")
                .description("Attempts that an endpoint did not take")
                .tag("endpoint", endpoint)
                .tag("reason", reason.name())
                .register(meters)
                .increment();
    }
}
