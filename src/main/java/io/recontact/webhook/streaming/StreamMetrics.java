package io.recontact.webhook.streaming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.api.SharedGauges;
import io.recontact.webhook.DeliveryFailedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What operators see of streams. */
@Component
class StreamMetrics {

    private final MeterRegistry meters;
    private final Clock clock;

    StreamMetrics(MeterRegistry meters, SharedGauges gauges, StreamRepository rows, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        gauges.register(
                "recontact.streams.failing",
                "Streams that go on although their last attempt has failed, over all nodes",
                rows::failing);
    }

    void delivered(String endpointArn, Instant at) {
        var passed = Duration.between(at, clock.instant());
        Timer.builder("recontact.streams.delay")
                .description("Time from an item's commit, or a little before, until its endpoint has taken it")
                .tag("endpoint", endpointArn)
                .register(meters)
                .record(passed.isNegative() ? Duration.ZERO : passed);
    }

    void failed(String endpointArn, Reason reason) {
        Counter.builder("recontact.streams.failures")
                .description("Attempts that an endpoint did not take")
                .tag("endpoint", endpointArn)
                .tag("reason", reason.name())
                .register(meters)
                .increment();
    }
}
