package io.recontact.junit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the service does on its own. */
final class Await {

    /** The longest wait. */
    static final int SECONDS = 20;

    private static final Duration INTERVAL = Duration.ofMillis(25);

    private Await() {}

    /**
     * Returns when the condition holds.
     *
     * @throws AssertionError with the failure, if it does not hold in time
     */
    static void until(Duration atMost, BooleanSupplier condition, Supplier<String> failure) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("%s within %d seconds".formatted(failure.get(), atMost.toSeconds()));
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted: " + failure.get());
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
