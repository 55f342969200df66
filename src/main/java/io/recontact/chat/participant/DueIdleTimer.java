package io.recontact.chat.participant;

import io.recontact.chat.transcript.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The timer of a participant, when it is due.
 *
 * @param idleAt since when the participant counts as idle, if it does
 * @param idleAfter when it does so; null if it never does
 * @param disconnectAfter when the chat ends, from the moment it is idle, or from its last word if it never is; null if
 *     never
 * @param dueAt when to look, as far as was known when this was last looked at
 * @param after what was said up to this item of the transcript is accounted for in that
 */
record DueIdleTimer(
        Sender participant,
        @Nullable Instant idleAt,
        @Nullable Duration idleAfter,
        @Nullable Duration disconnectAfter,
        Instant dueAt,
        long after) {

    /** What comes of it. */
    sealed interface Outcome {

        /** Nothing yet. Null means that nothing will. */
        record LookAgain(@Nullable Instant at) implements Outcome {}

        /** The participant counts as idle from now on. */
        record Idle() implements Outcome {}

        /** It has said something in the very moment in which it was taken for idle. */
        record Returned(Instant at) implements Outcome {}

        /** Everybody but the customer is to go. */
        record Disconnect() implements Outcome {}
    }

    /** What comes of it, if the participant has last said something at {@code saidAt}. */
    Outcome at(Instant now, @Nullable Instant saidAt) {
        return idleAt == null ? active(now, saidAt) : idle(idleAt, now, saidAt);
    }

    private Outcome active(Instant now, @Nullable Instant saidAt) {
        var due = saidAt == null ? dueAt : saidAt.plus(first());
        if (now.isBefore(due)) {
            return new Outcome.LookAgain(due);
        }
        return idleAfter == null ? new Outcome.Disconnect() : new Outcome.Idle();
    }

    private Outcome idle(Instant since, Instant now, @Nullable Instant saidAt) {
        if (saidAt != null) {
            return new Outcome.Returned(saidAt);
        }
        if (disconnectAfter == null) {
            return new Outcome.LookAgain(null);
        }
        var due = since.plus(disconnectAfter);
        return now.isBefore(due) ? new Outcome.LookAgain(due) : new Outcome.Disconnect();
    }

    private Duration first() {
        return Objects.requireNonNull(idleAfter == null ? disconnectAfter : idleAfter, "A timer without a setting");
    }
}
