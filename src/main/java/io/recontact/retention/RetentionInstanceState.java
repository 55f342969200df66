package io.recontact.retention;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.TestControlsEnabled;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes all contacts of an instance whatever their age, for test controls, unless it has a legal hold. */
@Component
@TestControlsEnabled
@Order(InstanceState.DELETION_OF_CONTACTS)
class RetentionInstanceState implements InstanceState {

    private static final int BATCH = 500;

    private final ExpiredContacts contacts;
    private final SessionDeletion deletion;
    private final LegalHoldRepository holds;
    private final TransactionOperations transactions;

    RetentionInstanceState(
            ExpiredContacts contacts,
            SessionDeletion deletion,
            LegalHoldRepository holds,
            TransactionOperations transactions) {
        this.contacts = contacts;
        this.deletion = deletion;
        this.holds = holds;
        this.transactions = transactions;
    }

    @Override
    public void reset(InstanceId instance) {
        UUID last = null;
        do {
            var after = last;
            last = transactions.execute(_ -> deleteBatch(instance, after));
        } while (last != null);
    }

    /** Returns the last contact; null if there was none. */
    private @Nullable UUID deleteBatch(InstanceId instance, @Nullable UUID after) {
        holds.lockAgainstPlacing();
        if (holds.existsByInstanceAndReleasedAtIsNull(instance)) {
            throw new ResourceConflictException("Instance %s has a legal hold".formatted(instance));
        }
        var batch = contacts.lockOf(instance, after, BATCH);
        deletion.delete(batch);
        return batch.isEmpty() ? null : batch.contacts().getLast();
    }
}
