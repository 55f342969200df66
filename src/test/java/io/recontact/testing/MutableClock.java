package io.recontact.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Primary;

/** The real time plus an offset that tests advance. */
@Primary
public final class MutableClock extends Clock {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);

    /** Advances the clock. */
    public void advance(Duration by) {
        offset.updateAndGet(present -> present.plus(by));
    }

    /** Returns to the real time. */
    public void reset() {
        offset.set(Duration.ZERO);
    }

    /** The current offset. */
    public Duration offset() {
        return offset.get();
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset.get());
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
