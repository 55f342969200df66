package io.recontact.retention;

import java.time.Duration;

/**
 * The size of batches and the pauses between them. Batches that take too long become smaller, so that each holds its
 * locks for a short time, and the pauses leave the database to callers for their share of the time.
 */
class BatchPace {

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
        if (took.compareTo(settings.batchWithin()) > 0) {
            size = Math.max(1, size / 2);
        } else if (took.multipliedBy(2).compareTo(settings.batchWithin()) < 0) {
            size = (int) Math.min(settings.batch(), size * 2L);
        }
        return Duration.ofNanos((long) (took.toNanos() * (1 / settings.load() - 1)));
    }

    /** Halves the batches after a failure. Returns false if there is no smaller one. */
    boolean shrink() {
        var isSmallest = size == 1;
        size = Math.max(1, size / 2);
        return !isSmallest;
    }
}
