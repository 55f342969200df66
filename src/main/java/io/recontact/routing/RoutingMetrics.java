package io.recontact.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What operators see of routing. */
@Component
class RoutingMetrics {

    private final MeterRegistry meters;

    RoutingMetrics(MeterRegistry meters, SharedGauges gauges, JdbcClient jdbc) {
        this.meters = meters;
        gauges.register(
                "recontact.routing.waiting",
                "Contacts in queues, offered ones included, over all nodes",
                () -> waiting(jdbc));
    }

    private static double waiting(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from queued_contact").query(Long.class).single();
    }

    /** An agent has accepted a contact that had waited since a moment. */
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
                .description("Offers by what agents have answered: accepted, rejected, or nothing")
                .tag("answer", answer)
                .register(meters)
                .increment();
    }
}
