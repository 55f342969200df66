package io.recontact.testcontrol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time plus an offset, in milliseconds like the clock of the service. */
public class OffsetClock extends Clock {

    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private volatile Duration offset = Duration.ZERO;

    /** Returns the offset. */
    public final Duration offset() {
        return offset;
    }

    /** Returns the real time. */
    final Instant realTime() {
        return real.instant();
    }

    /** Replaces the offset. */
    public final void setOffset(Duration offset) {
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
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
