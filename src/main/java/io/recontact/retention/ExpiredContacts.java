package io.recontact.retention;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the contacts that the {@link RetentionPolicy} no longer keeps, and those of deleted instances. The module that
 * owns contacts implements this; retention calls it in the transaction of a batch. What belongs to the contacts is
 * deleted through {@link SessionRows}.
 */
public interface ExpiredContacts {

    /**
     * Locks expired sessions in the order of their age: sessions all of whose contacts have ended before, and were
     * initiated before {@code oldestKept}. Leaves out those that another transaction has locked, and instances that
     * {@link io.recontact.api.InstanceMoves move} to another cell, which deletes them.
     *
     * @param after the last session of the previous batch
     * @param limit the highest number of sessions
     */
    List<SessionPosition> lock(Instant oldestKept, SessionPosition after, int limit);

    /**
     * Reads locked sessions again, with their contacts. Leaves out those of which something was kept before the lock
     * was granted, and those on {@link LegalHoldService legal hold}.
     */
    SessionBatch read(List<SessionPosition> locked, Instant oldestKept);

    /** Finds the contacts of expired sessions like {@link #lock}, in the order of the sessions, and locks nothing. */
    List<DueContact> findDue(Instant oldestKept, SessionPosition after, int limit);

    /**
     * Locks contacts of a deleted instance in the order of their ids, and waits for locked ones, since no later call
     * returns to them.
     *
     * @param after the last contact of the previous batch; absent in the first call
     * @param limit the highest number of contacts
     */
    SessionBatch lockOf(InstanceId instance, @Nullable UUID after, int limit);

    /** Finds contacts of a deleted instance like {@link #lockOf}, and locks nothing. */
    List<DueContact> findDueOf(InstanceId instance, @Nullable UUID after, int limit);

    /** Waits until no start of a chat in a deleted instance is in progress, and prevents further ones. */
    void closeToStarts(InstanceId instance);

    /** When the oldest contact was initiated that is due for deletion; empty if none is. */
    Optional<Instant> oldestDue(Instant oldestKept);

    /** Counts the expired sessions that stay because of a legal hold. */
    long countHeld(Instant oldestKept);

    /** Returns true if a contact of any age is stored. */
    boolean exists(InstanceId instance, ContactId contact);
}
