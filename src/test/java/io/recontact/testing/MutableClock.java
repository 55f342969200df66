package io.recontact.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;

/** The real time plus an offset that tests advance, unless a test stops it. */
@Primary
public final class MutableClock extends Clock {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<@Nullable Instant> stopped = new AtomicReference<>();
    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);

    /** Advances the clock. */
    public void advance(Duration by) {
        offset.updateAndGet(present -> present.plus(by));
    }

    /** Stops the clock at a time, for what holds to the millisecond. */
    public void stopAt(Instant time) {
        stopped.set(time);
    }

    /** Returns to the real time. */
    public void reset() {
        stopped.set(null);
        offset.set(Duration.ZERO);
    }

    /** The current offset. */
    public Duration offset() {
        return offset.get();
    }

    @Override
    public Instant instant() {
        var time = stopped.get();
        return time == null ? real.instant().plus(offset.get()) : time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Only UTC is used");
    }
}
