package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.contact.LiveContact;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code queued_contact}: rows without a life cycle, which statements insert, mark and delete. */
@Repository
class QueuedContactRepository {

    private final JdbcClient jdbc;

    QueuedContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(LiveContact contact, UUID queue, QueuePosition position, Instant enqueuedAt) {
        jdbc.sql("""
                        insert into queued_contact (
                            contact_id, instance_id, queue_id, channel, priority, enqueued_at, waiting_since)
                        values (:contact, :instance, :queue, :channel, :priority, :enqueued_at, :waiting_since)
                        """)
                .param("contact", contact.contact().value())
                .param("instance", contact.instance().value())
                .param("queue", queue)
                .param("channel", contact.channel().name())
                .param("priority", position.priority())
                .param("enqueued_at", enqueuedAt)
                .param("waiting_since", position.waitingSince())
                .update();
    }

    void move(ContactId contact, QueuePosition position) {
        jdbc.sql("""
                        update queued_contact
                        set priority = :priority, waiting_since = :waiting_since
                        where contact_id = :contact
                        """)
                .param("contact", contact.value())
                .param("priority", position.priority())
                .param("waiting_since", position.waitingSince())
                .update();
    }

    /** Makes contacts available to other agents after an offer that was not accepted. */
    void requeue(UUID... contacts) {
        jdbc.sql("update queued_contact set offered = false where contact_id = any (:contacts)")
                .param("contacts", contacts)
                .update();
    }

    void delete(ContactId contact) {
        jdbc.sql("delete from queued_contact where contact_id = :contact")
                .param("contact", contact.value())
                .update();
    }

    long count() {
        return jdbc.sql("select count(*) from queued_contact").query(Long.class).single();
    }
}
