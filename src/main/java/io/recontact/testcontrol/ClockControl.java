package io.recontact.testcontrol;

import io.recontact.api.ClockReturned;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.TestControlsEnabled;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves the clock of the service forward. The offset is in the database, since the times of its rows depend on it: it
 * outlives the node, and other nodes with test controls follow within a second. Then all jobs run, so that what has
 * become due happens at once.
 */
@Service
@TestControlsEnabled
public class ClockControl {

    private static final Logger log = LoggerFactory.getLogger(ClockControl.class);

    private static final Period MAX_OFFSET = Period.ofYears(100);

    private final OffsetClock clock;
    private final ClockOffsetRepository offsets;
    private final ScheduledJobs jobs;
    private final InstanceStates states;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;

    ClockControl(
            OffsetClock clock,
            ClockOffsetRepository offsets,
            ScheduledJobs jobs,
            InstanceStates states,
            TransactionOperations transactions,
            ApplicationEventPublisher events) {
        this.clock = clock;
        this.offsets = offsets;
        this.jobs = jobs;
        this.states = states;
        this.transactions = transactions;
        this.events = events;
        clock.setOffset(offsets.find());
    }

    /** Returns the current time. */
    public Instant now() {
        return clock.instant();
    }

    /** Returns how far the clock is ahead of the real time. */
    public Duration offset() {
        return clock.offset();
    }

    /**
     * Advances the clock by a period and a duration, and runs all jobs.
     *
     * @return false if jobs still run after ten seconds
     * @throws InvalidParameterException if that is not forward, or leads further than 100 years from the real time
     */
    public boolean advance(Period period, Duration duration) {
        return move(
                "By", now -> now.atZone(ZoneOffset.UTC).plus(period).toInstant().plus(duration));
    }

    /**
     * Advances the clock to a time, and runs all jobs.
     *
     * @return false if jobs still run after ten seconds
     * @throws InvalidParameterException if the time has passed, or is further than 100 years from the real time
     */
    public boolean advanceTo(Instant time) {
        return move("Now", _ -> time);
    }

    private boolean move(String member, UnaryOperator<Instant> target) {
        synchronized (this) {
            clock.setOffset(Objects.requireNonNull(transactions.execute(_ -> store(member, target))));
        }
        log.info("The clock of the service has moved to {}", clock.instant());
        return jobs.run();
    }

    /** Reads the clock while its row is locked: of two moves at once, the second begins where the first ended. */
    private Duration store(String member, UnaryOperator<Instant> target) {
        var stored = offsets.lock();
        var real = clock.realTime();
        var now = real.plus(stored);
        var time = target.apply(now);
        if (!time.isAfter(now)) {
            throw new InvalidParameterException(
                    "%s moves the clock from %s to %s. It only moves forward, because stored times would be in the future"
                            .formatted(member, now, time));
        }
        if (time.isAfter(real.atZone(ZoneOffset.UTC).plus(MAX_OFFSET).toInstant())) {
            throw new InvalidParameterException(
                    "%s moves the clock more than 100 years ahead of the real time".formatted(member));
        }
        var offset = Duration.between(real, time).truncatedTo(ChronoUnit.MILLIS);
        offsets.set(offset);
        return offset;
    }

    /**
     * Returns to the real time.
     *
     * @throws ResourceConflictException if an instance has contacts or activities of agents, whose times would be in
     *     the future
     */
    public void reset() {
        states.requireNone("The clock cannot return to the real time");
        synchronized (this) {
            transactions.executeWithoutResult(_ -> {
                offsets.clear();
                events.publishEvent(new ClockReturned(clock.realTime()));
            });
            clock.setOffset(Duration.ZERO);
        }
        log.info("The clock of the service is back at the real time");
    }

    /** Follows other nodes. */
    @Scheduled(fixedDelayString = "500ms")
    void follow() {
        synchronized (this) {
            var stored = offsets.find();
            if (stored.equals(clock.offset())) {
                return;
            }
            clock.setOffset(stored);
        }
        log.info("The clock of the service has moved to {} on another node", clock.instant());
        jobs.run();
    }
}
