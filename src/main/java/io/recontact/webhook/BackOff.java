package io.recontact.webhook;

import java.time.Duration;

/** Pauses between attempts: a second after the first failure, then twice as long each time. */
public record BackOff(Duration longest) {

    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Beyond that a pause has long been at its longest, and must not overflow. */
    private static final int MAX_DOUBLINGS = 20;

    /** Refuses pauses of no time. */
    public BackOff {
        if (!longest.isPositive()) {
            throw new IllegalArgumentException("The longest pause must be positive");
        }
    }

    /** How long to wait after so many failures in a row. */
    public Duration pauseAfter(int failures) {
        var pause = FIRST.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
