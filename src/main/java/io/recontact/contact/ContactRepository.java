package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of contacts. Finds no contact of another instance, and none that is no longer kept. */
interface ContactRepository extends Repository<Contact, ContactId> {

    /** A contact that its customer has connected to. Only the first contact of a session has a flow. */
    interface ConnectedContact {

        UUID getInstanceId();

        UUID getSessionId();

        @Nullable UUID getFlowId();
    }

    /** A contact of a chat session. */
    interface SessionContact {

        UUID getId();

        boolean isEnded();
    }

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

    /** Connects a contact to its customer; returns nothing if the contact has ended or the customer is too late. */
    @NativeQuery("""
            update contact
            set connected_to_system_at = :now, connect_by = null, last_updated_at = greatest(last_updated_at, :now)
            where id = :id and disconnected_at is null and (connect_by is null or connect_by > :now)
              and expires_at > :now
            returning instance_id, initial_contact_id as session_id, contact_flow_id as flow_id
            """)
    Optional<ConnectedContact> connect(UUID id, Instant now);

    /** Returns the contacts of a session, of any channel and age, oldest first. */
    @NativeQuery("""
            select id
            from contact
            where id = :session or (initial_contact_id = :session and previous_contact_id is not null)
            order by initiated_at, id
            """)
    List<UUID> findIdsBySession(UUID session);

    /** Returns the contacts of a chat session: first those that have not ended, then the last one that ended. */
    @NativeQuery("""
            select id, disconnected_at is not null as ended
            from contact
            where (id = :session or (initial_contact_id = :session and previous_contact_id is not null))
              and channel = 'CHAT'
            order by disconnected_at desc nulls first, initiated_at desc
            """)
    List<SessionContact> findBySessionNewestEndFirst(UUID session);

    /**
     * Returns the last item of a segment that others follow: the next one begins after it. A segment without items
     * begins at the same item as the next one; the time then decides which is later.
     */
    @NativeQuery("""
            select min(later.first_sequence) - 1
            from contact later
            join contact segment on segment.id = :segment
            where later.initial_contact_id = :session and later.previous_contact_id is not null
              and later.channel = 'CHAT'
              and (later.first_sequence, later.initiated_at, later.id)
                  > (segment.first_sequence, segment.initiated_at, segment.id)
            """)
    Optional<Long> findLastSequence(UUID session, UUID segment);

    /** Counts the tasks of a session that follow one of its contacts. */
    @NativeQuery("""
            select count(*)
            from contact
            where initial_contact_id = :session and previous_contact_id = :previous and channel = 'TASK'
            """)
    long countTasksAfter(UUID session, UUID previous);

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
