package io.recontact.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * When leases end and attempts are repeated.
 *
 * @param answerWithin maximum time to wait for the response
 * @param longestPause the upper bound of the pause between two attempts
 */
public record DeliveryTiming(Duration answerWithin, Duration longestPause) {

    /** A lease lasts this much longer than one request, for the statements around it on a slow database. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Prevents an overflow; the longest pause is reached before. */
    private static final int MAX_DOUBLINGS = 20;

    /** Refuses durations that are not positive. */
    public DeliveryTiming {
        if (!answerWithin.isPositive() || !longestPause.isPositive()) {
            throw new IllegalArgumentException("answer-within and longest-pause must be positive");
        }
    }

    /** The expiry of a lease that is taken or extended now. */
    public Instant leaseEnd(Instant now) {
        return now.plus(answerWithin).plus(LEASE_MARGIN);
    }

    /** When the next attempt follows: one second after the first failure, and twice as long after each further one. */
    public Instant nextAttempt(Instant now, int failures) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return now.plus(pause.compareTo(longestPause) < 0 ? pause : longestPause);
    }
}
