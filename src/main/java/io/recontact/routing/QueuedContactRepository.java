package io.recontact.routing;

import io.recontact.contact.LiveContact;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The table {@code queued_contact}: rows without a life cycle, which statements insert, mark and delete. */
interface QueuedContactRepository extends Repository<AgentContact, AgentContactId> {

    default void insert(LiveContact contact, UUID queue, QueuePosition position, Instant enqueuedAt) {
        insert(
                contact.contact().value(),
                contact.instance().value(),
                queue,
                contact.channel().name(),
                position.priority(),
                enqueuedAt,
                position.waitingSince());
    }

    @Modifying
    @NativeQuery("""
            insert into queued_contact (
                contact_id, instance_id, queue_id, channel, priority, enqueued_at, waiting_since)
            values (:contact, :instance, :queue, :channel, :priority, :enqueuedAt, :waitingSince)
            """)
    void insert(
            UUID contact,
            UUID instance,
            UUID queue,
            String channel,
            long priority,
            Instant enqueuedAt,
            Instant waitingSince);

    @Modifying
    @NativeQuery("""
            update queued_contact
            set priority = :priority, waiting_since = :waitingSince
            where contact_id = :contact
            """)
    void move(UUID contact, long priority, Instant waitingSince);

    /** Makes contacts available to other agents after an offer that was not accepted. */
    @Modifying
    @NativeQuery(
            "update queued_contact set offered = false where contact_id = any (cast((select :contacts) as uuid[]))")
    void requeue(UUID... contacts);

    @Modifying
    @NativeQuery("delete from queued_contact where contact_id = :contact")
    void remove(UUID contact);

    @NativeQuery("select count(*) from queued_contact")
    long countAll();
}
