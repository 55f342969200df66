package io.recontact.retention;

import io.recontact.api.InstanceId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes one batch in one short transaction: locks it, then lets each module delete its rows, children first, and adds
 * their number to the record of the run. Any number of nodes may delete at once: batches skip sessions that another
 * transaction has locked. A transaction that is cut off has changed nothing.
 */
@Component
class RetentionBatches {

    private final ExpiredContacts contacts;
    private final SessionDeletion deletion;
    private final LegalHoldRepository holds;
    private final RetentionRunRepository runs;
    private final Clock clock;

    RetentionBatches(
            ExpiredContacts contacts,
            SessionDeletion deletion,
            LegalHoldRepository holds,
            RetentionRunRepository runs,
            Clock clock) {
        this.contacts = contacts;
        this.deletion = deletion;
        this.holds = holds;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * A deleted batch.
     *
     * @param last where the next batch begins; null if nothing is left
     * @param rows the deleted rows by table
     */
    record Deleted<P>(@Nullable P last, Map<String, Integer> rows) {}

    /**
     * Deletes expired sessions.
     *
     * @throws StuckSessionException if {@code limit} is one and the session cannot be deleted
     */
    @Transactional
    public Deleted<SessionPosition> deleteExpired(RetentionRun run, SessionPosition after, int limit) {
        begin(limit);
        var locked = contacts.lock(run.oldestKept(), after, limit);
        if (locked.isEmpty()) {
            return new Deleted<>(null, Map.of());
        }
        try {
            var rows = delete(run, contacts.read(locked, run.oldestKept()));
            return new Deleted<>(locked.getLast(), rows);
        } catch (RuntimeException e) {
            if (limit == 1) {
                throw new StuckSessionException(locked.getFirst(), e);
            }
            throw e;
        }
    }

    /** Deletes contacts of a deleted instance, unless it has a legal hold. */
    @Transactional
    public Deleted<UUID> deleteOf(RetentionRun run, InstanceId instance, @Nullable UUID after, int limit) {
        begin(limit);
        var batch = isHeld(instance) ? null : contacts.lockOf(instance, after, limit);
        return batch == null || batch.isEmpty()
                ? new Deleted<>(null, Map.of())
                : new Deleted<>(batch.contacts().getLast(), delete(run, batch));
    }

    /** Returns true if an instance, or a contact or customer of it, has a legal hold. */
    @Transactional(readOnly = true)
    public boolean isHeld(InstanceId instance) {
        return holds.existsByInstanceAndReleasedAtIsNull(instance);
    }

    private void begin(int limit) {
        // A hold is placed before a batch begins or after it has ended, so it never names a session that is going.
        holds.lockAgainstPlacing();
        if (limit == 1) {
            runs.liftStatementTimeout(); // there is no smaller batch, however long the transcript of this one
        }
    }

    private Map<String, Integer> delete(RetentionRun run, SessionBatch batch) {
        var rows = deletion.delete(batch);
        if (!rows.isEmpty()) {
            runs.add(run.id(), rows, clock.instant());
        }
        return rows;
    }

    /** Says which session cannot be deleted, so that the run can go on after it. */
    static final class StuckSessionException extends RuntimeException {

        private final transient SessionPosition session;

        StuckSessionException(SessionPosition session, Throwable cause) {
            super("Session %s cannot be deleted".formatted(session.id()), cause);
            this.session = session;
        }

        SessionPosition session() {
            return session;
        }
    }
}
