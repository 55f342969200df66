package io.recontact.testing;

import io.recontact.api.RealTime;
import io.recontact.testcontrol.OffsetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;

/**
 * The clock of the test controls, moved directly, which tests can also stop. Clients of tests sign with it, so it is
 * the clock for signatures too.
 */
@Primary
@RealTime
public final class MutableClock extends OffsetClock {

    private final AtomicReference<@Nullable Instant> stopped = new AtomicReference<>();

    /** Advances the clock. */
    public synchronized void advance(Duration by) {
        setOffset(offset().plus(by));
    }

    /** Stops the clock at a time, for what holds to the millisecond. */
    public void stopAt(Instant time) {
        stopped.set(time);
    }

    /** Returns to the real time. */
    public void reset() {
        stopped.set(null);
        setOffset(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        var time = stopped.get();
        return time == null ? super.instant() : time;
    }
}
