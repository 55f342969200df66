package io.recontact.retention;

import java.time.Duration;

/**
 * The size of batches and the pauses between them. The next batch is as much larger or smaller as the last one was
 * faster or slower than it should be, so that each holds its locks for a short time. The pauses leave the database to
 * callers for their share of the time.
 */
class BatchPace {

    /** The most by which a batch is larger or smaller than the one before; one slow batch may be chance. */
    private static final double STEP = 2;

    private final RetentionJobProperties settings;
    private int size;

    BatchPace(RetentionJobProperties settings) {
        this.settings = settings;
        this.size = settings.batch();
    }

    /** The highest number of rows of the next batch; at least one. */
    int size() {
        return size;
    }

    /** Records a batch that was deleted, and returns how long to pause after it. */
    Duration pauseAfter(Duration took) {
        var ratio = (double) settings.batchWithin().toNanos() / Math.max(1, took.toNanos());
        size = limited(size * Math.clamp(ratio, 1 / STEP, STEP));
        return Duration.ofNanos((long) (took.toNanos() * (1 / settings.load() - 1)));
    }

    /** Halves the batches after a failure. Returns false if there is no smaller one. */
    boolean shrink() {
        var isSmallest = size == 1;
        size = limited(size / STEP);
        return !isSmallest;
    }

    private int limited(double rows) {
        return (int) Math.clamp(Math.ceil(rows), 1, settings.batch()); // a batch of one can grow
    }
}
