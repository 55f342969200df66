package io.recontact.retention;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run of the retention job.
 *
 * @param node the process that runs it, as {@code pid@host}
 * @param seenAt when the run last did something
 * @param endedAt null while it runs
 * @param oldestKept contacts initiated earlier are deleted
 * @param deleted the number of deleted rows by table
 * @param heldSessions how many expired sessions stayed because of a legal hold; null if it was not counted
 * @param failedSessions how many sessions could not be deleted
 * @param outcome null while it runs
 */
public record RetentionRun(
        UUID id,
        String node,
        Instant startedAt,
        Instant seenAt,
        @Nullable Instant endedAt,
        Instant oldestKept,
        Map<String, Long> deleted,
        @Nullable Long heldSessions,
        long failedSessions,
        @Nullable Outcome outcome) {

    /** Copies the numbers. */
    public RetentionRun {
        deleted = Map.copyOf(deleted);
    }

    /** The end of a run. */
    public enum Outcome {
        /** Everything that was due is deleted, except what is held or locked. */
        COMPLETED,
        /** Something could not be deleted. The next run tries again. */
        FAILED,
        /** The node stopped, or was killed, before the run ended. The next run goes on. */
        INTERRUPTED
    }
}
