package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of contacts. Finds no contact of another instance, and none that is no longer kept. */
interface ContactRepository extends Repository<Contact, ContactId> {

    @Query("select c from Contact c where c.id = :id and c.instance = :instance and c.initiatedAt >= :oldestKept")
    Optional<Contact> find(ContactId id, InstanceId instance, Instant oldestKept);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id and c.instance = :instance and c.initiatedAt >= :oldestKept")
    Optional<Contact> findForUpdate(ContactId id, InstanceId instance, Instant oldestKept);

    /** The references of a contact, as JSON. */
    @NativeQuery("""
            select cast(contact_references as text)
            from contact
            where id = :id and instance_id = :instanceId and initiated_at >= :oldestKept
              and exists (select from active_instance where active_instance.id = :instanceId)
            """)
    Optional<String> findReferences(UUID id, UUID instanceId, Instant oldestKept);

    @Modifying
    @NativeQuery("""
            update contact
            set customer_id = :customerId, last_updated_at = greatest(last_updated_at, :now)
            where id = :id
            """)
    void setCustomerId(UUID id, String customerId, Instant now);

    /** Finds the first contact of the session of a contact. */
    @Query("""
            select new io.recontact.api.ContactId(c.session.value)
            from Contact c
            where c.id = :id and c.instance = :instance and c.initiatedAt >= :oldestKept
            """)
    Optional<ContactId> findInitial(ContactId id, InstanceId instance, Instant oldestKept);

    /** Finds the first contact of a session, which may be past its retention while later contacts are kept. */
    Optional<Contact> findById(ContactId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Contact lock(ContactId id);

    /** The same for a contact that may have been removed together with its instance. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contact c where c.id = :id")
    Optional<Contact> findLocked(ContactId id);
}
