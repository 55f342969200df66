package io.recontact.chat.participant;

import io.recontact.chat.transcript.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The due timer of a participant.
 *
 * @param idleAt when the participant became idle; null if it is not
 * @param idleAfter how long a participant may be silent before it is idle; null if it never becomes idle
 * @param disconnectAfter the time from idleness, or from the last message if {@code idleAfter} is null, to the
 *     disconnection of everyone but the customer; null if there is none
 * @param dueAt when the timer expires, from what its last check knew
 * @param after the last transcript item that its last check covered
 */
record IdleTimer(
        Sender participant,
        @Nullable Instant idleAt,
        @Nullable Duration idleAfter,
        @Nullable Duration disconnectAfter,
        Instant dueAt,
        long after) {

    /** The result of a check. */
    sealed interface Outcome {

        /** The timer has not expired; check again then. Null means never. */
        record CheckAgain(@Nullable Instant at) implements Outcome {}

        /** The participant is idle from now on. */
        record Idle() implements Outcome {}

        /** The participant sent something while an earlier check marked it as idle. */
        record Returned(Instant at) implements Outcome {}

        /** Everyone but the customer must be disconnected. */
        record Disconnect() implements Outcome {}
    }

    /** Checks the timer of a participant whose last message since {@code after} was at {@code sentAt}. */
    Outcome check(Instant now, @Nullable Instant sentAt) {
        return idleAt == null ? active(now, sentAt) : idle(idleAt, now, sentAt);
    }

    private Outcome active(Instant now, @Nullable Instant sentAt) {
        var due = sentAt == null ? dueAt : sentAt.plus(first());
        if (now.isBefore(due)) {
            return new Outcome.CheckAgain(due);
        }
        return idleAfter == null ? new Outcome.Disconnect() : new Outcome.Idle();
    }

    private Outcome idle(Instant since, Instant now, @Nullable Instant sentAt) {
        if (sentAt != null) {
            return new Outcome.Returned(sentAt);
        }
        if (disconnectAfter == null) {
            return new Outcome.CheckAgain(null);
        }
        var due = since.plus(disconnectAfter);
        return now.isBefore(due) ? new Outcome.CheckAgain(due) : new Outcome.Disconnect();
    }

    private Duration first() {
        return Objects.requireNonNull(idleAfter == null ? disconnectAfter : idleAfter, "A timer without a duration");
    }
}
