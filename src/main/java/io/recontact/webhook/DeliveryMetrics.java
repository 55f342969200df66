package io.recontact.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.webhook.DeliveryFailedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The metrics of deliveries, named by their kind. */
@Component
public class DeliveryMetrics {

    private final MeterRegistry meters;
    private final Clock clock;

    DeliveryMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Registers the meters of an endpoint, so that they are there before its first delivery. */
    void register(String kind, WebhookEndpoint endpoint) {
        delays(kind, endpoint);
        for (var reason : Reason.values()) {
            failures(kind, endpoint, reason);
        }
    }

    void delivered(String kind, WebhookEndpoint endpoint, Instant time) {
        var delay = Duration.between(time, clock.instant());
        delays(kind, endpoint).record(delay.isNegative() ? Duration.ZERO : delay);
    }

    void failed(String kind, WebhookEndpoint endpoint, Reason reason) {
        failures(kind, endpoint, reason).increment();
    }

    private Timer delays(String kind, WebhookEndpoint endpoint) {
        return Timer.builder("recontact.%s.delay".formatted(kind))
                .description("Time from an item's commit, or shortly before, until its endpoint accepts it")
                .tag("endpoint", endpoint.name())
                .register(meters);
    }

    private Counter failures(String kind, WebhookEndpoint endpoint, Reason reason) {
        return Counter.builder("recontact.%s.failures".formatted(kind))
                .description("Attempts that the endpoint did not accept")
                .tag("endpoint", endpoint.name())
                .tag("reason", reason.name())
                .register(meters);
    }
}
