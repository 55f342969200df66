package io.recontact.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.api.TaggedCounter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** The metrics of websockets and of notifications between nodes. */
@Component
class PushMetrics {

    private final TaggedCounter cuts;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();
    private final Timer delay;
    private final Counter failures;

    PushMetrics(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        Gauge.builder("recontact.websockets.open", open, AtomicInteger::get)
                .description("Websockets open on this node")
                .register(meters);
        this.cuts = new TaggedCounter(
                meters,
                "recontact.websockets.cut",
                "Websockets that the service closed, since their clients were slow, silent, unreachable or had too many",
                "reason",
                "slow",
                "unwritable",
                "silent",
                "many");
        this.delay = Timer.builder("recontact.push.delay")
                .description(
                        "Time from an item's commit, or shortly before, until it is queued for the websockets of this node")
                .register(meters);
        this.failures = Counter.builder("recontact.wakeups.failed")
                .description("Notifications that did not reach other nodes")
                .register(meters);
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void pushed(Instant at) {
        var passed = Duration.between(at, clock.instant());
        delay.record(passed.isNegative() ? Duration.ZERO : passed);
    }

    /** Counts a websocket that the service closes, not its client. */
    void cut(String reason) {
        cuts.increment(reason);
    }

    void notificationFailed() {
        failures.increment();
    }
}
