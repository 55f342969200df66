package io.recontact.history;

import io.recontact.api.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of an import.
 *
 * @param requestedBy the access key of the caller; for the command its process, as {@code pid@host}
 * @param seenAt when the import last read or stored something
 * @param endedAt null while it runs, or if it was interrupted
 * @param outcome null while it runs, or if it was interrupted
 * @param report its counts so far, without refusals
 */
public record ImportRun(
        UUID id,
        InstanceId instance,
        Source source,
        String requestedBy,
        Instant startedAt,
        Instant seenAt,
        @Nullable Instant endedAt,
        @Nullable State outcome,
        ImportReport report) {

    /** Longer than any pause between two signs of life, even of a batch that waits for locks until its timeout. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    /** The way in which values came. */
    public enum Source {
        /** The command {@code import}. */
        COMMAND,
        /** A request to the admin API. */
        REQUEST
    }

    /** The state of an import. */
    public enum State {
        RUNNING,
        /** All values were read. Some may have been refused. */
        COMPLETED,
        /** An error ended it. What was stored before stays. */
        FAILED,
        /** Its process ended, or was killed. What was stored before stays. */
        INTERRUPTED
    }

    /** Returns the state at a time. */
    public State stateAt(Instant now) {
        if (outcome != null) {
            return outcome;
        }
        return seenAt.isBefore(now.minus(SILENCE)) ? State.INTERRUPTED : State.RUNNING;
    }
}
