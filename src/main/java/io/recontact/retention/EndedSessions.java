package io.recontact.retention;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds sessions for erasure and for test controls, of any age. The module that owns contacts implements this. */
public interface EndedSessions {

    /** Returns the session of a contact; empty if the instance has no such contact. */
    Optional<UUID> sessionOf(InstanceId instance, ContactId contact);

    /**
     * Returns sessions with a contact of a customer, in the order of their ids.
     *
     * @param after the last session of the previous page; null for the first page
     */
    List<UUID> sessionsOf(InstanceId instance, String customerId, @Nullable UUID after, int limit);

    /**
     * Returns sessions of an instance, in the order of their ids.
     *
     * @param after the last session of the previous page; null for the first page
     */
    List<UUID> sessionsOf(InstanceId instance, @Nullable UUID after, int limit);

    /** Ends the live contacts of an instance, as StopContact does. Without a transaction, each batch has its own. */
    void endAll(InstanceId instance);

    /**
     * Locks sessions in the order of their ids, and returns those that have ended and have no {@link LegalHoldService
     * legal hold}, with their contacts.
     */
    SessionBatch lockEnded(List<UUID> sessions);
}
