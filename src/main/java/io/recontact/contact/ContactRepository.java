package io.recontact.contact;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Contacts at rest. A contact of another instance, or one that is no longer kept, is not found. */
interface ContactRepository extends Repository<Contact, UUID> {

    @Query("select c from Contact c where c.id = :id and c.instanceId = :instanceId and c.initiatedAt >= :oldestKept")
    Optional<Contact> find(UUID id, UUID instanceId, Instant oldestKept);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id and c.instanceId = :instanceId and c.initiatedAt >= :oldestKept")
    Optional<Contact> findForUpdate(UUID id, UUID instanceId, Instant oldestKept);

    /** Which contact is the first of the session that a contact belongs to. */
    @Query(
            "select c.initialContactId from Contact c where c.id = :id and c.instanceId = :instanceId and c.initiatedAt >= :oldestKept")
    Optional<UUID> findInitial(UUID id, UUID instanceId, Instant oldestKept);

    /** The first contact of a session whose later segments may be kept longer than itself. */
    Optional<Contact> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Contact lock(UUID id);

    /** The same, where a deleted instance may have taken the contact along. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Optional<Contact> findLocked(UUID id);
}
