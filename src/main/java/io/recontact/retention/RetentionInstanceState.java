package io.recontact.retention;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.TestControlsEnabled;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends and deletes all contacts of an instance whatever their age, for test controls, unless it has a legal hold. Only
 * ended sessions are deleted, since the end of a chat gives back its quota.
 */
@Component
@TestControlsEnabled
@Order(InstanceState.CONTACTS)
class RetentionInstanceState implements InstanceState {

    private static final int BATCH = 500;

    /** Contacts may start while others are deleted, unless the caller has locked the instance against starts. */
    private static final int MAX_ROUNDS = 10;

    private final EndedSessions sessions;
    private final SessionDeletion deletion;
    private final LegalHoldRepository holds;
    private final TransactionOperations transactions;

    RetentionInstanceState(
            EndedSessions sessions,
            SessionDeletion deletion,
            LegalHoldRepository holds,
            TransactionOperations transactions) {
        this.sessions = sessions;
        this.deletion = deletion;
        this.holds = holds;
        this.transactions = transactions;
    }

    @Override
    public void reset(InstanceId instance) {
        requireNoHold(instance); // before contacts end, and again in each transaction
        int rounds = 0;
        boolean hasAny;
        do {
            sessions.endAll(instance);
            hasAny = deleteEnded(instance);
            rounds++;
        } while (hasAny && rounds < MAX_ROUNDS);
    }

    /** Returns true if sessions remain that have not ended. */
    private boolean deleteEnded(InstanceId instance) {
        boolean hasAny = false;
        var page = sessions.sessionsOf(instance, null, BATCH);
        while (!page.isEmpty()) {
            var batch = page;
            hasAny |= Boolean.FALSE.equals(transactions.execute(_ -> deleteEnded(instance, batch)));
            page = page.size() < BATCH ? List.of() : sessions.sessionsOf(instance, page.getLast(), BATCH);
        }
        return hasAny;
    }

    /** Returns true if all sessions of the batch had ended. */
    private boolean deleteEnded(InstanceId instance, List<UUID> batch) {
        holds.lockAgainstPlacing();
        requireNoHold(instance);
        var ended = sessions.lockEnded(batch);
        deletion.delete(ended);
        return ended.sessions().size() == batch.size();
    }

    private void requireNoHold(InstanceId instance) {
        if (holds.existsByInstanceAndReleasedAtIsNull(instance)) {
            throw new ResourceConflictException("Instance %s has a legal hold".formatted(instance));
        }
    }
}
