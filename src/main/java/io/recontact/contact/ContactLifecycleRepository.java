package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements of {@link ContactLifecycle}. Each changes the row of one contact, or of some, without reading it. */
@Repository
class ContactLifecycleRepository {

    private static final String SESSION_OF = """
            select session.id
            from contact join contact session on session.id = contact.initial_contact_id
            where contact.id = :contact
            for no key update of session
            """;

    private final JdbcClient jdbc;

    ContactLifecycleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks a session by its first contact, which remains the same through all its contacts. */
    void lock(ContactId contact) {
        jdbc.sql(SESSION_OF).param("contact", contact.value()).query(UUID.class).optional();
    }

    boolean tryLock(ContactId contact) {
        return jdbc.sql(SESSION_OF + " skip locked")
                .param("contact", contact.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Reads a contact in a statement after the lock, so that it sees the changes until the lock was granted. */
    Optional<LiveContact> findLive(ContactId contact, Instant now) {
        return jdbc.sql("""
                        select id, instance_id, initial_contact_id, channel, initiation_method,
                               queue_id, enqueued_at, queue_priority, queue_time_adjustment_seconds, agent_id,
                               contact_flow_id, scheduled_at, is_paused, is_dequeued, total_pause_count
                        from contact
                        where id = :contact and disconnected_at is null
                          and (least(connect_by, expires_at) is null or least(connect_by, expires_at) > :now)
                          and exists (select from active_instance where active_instance.id = contact.instance_id)
                        """)
                .param("contact", contact.value())
                .param("now", now)
                .query((row, _) -> segment(row))
                .optional();
    }

    /** Counts under an advisory lock of the queue, so that the number holds until the end of the transaction. */
    int countWaiting(UUID queue) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:queue, 0))) locked")
                .param("queue", "recontact.queue." + queue)
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                        select count(*)
                        from contact
                        where queue_id = :queue and connected_to_agent_at is null and disconnected_at is null
                          and not is_dequeued
                        """).param("queue", queue).query(Integer.class).single();
    }

    void enqueue(ContactId contact, UUID queue, Instant now) {
        jdbc.sql("""
                        update contact
                        set queue_id = :queue, enqueued_at = :now, is_dequeued = false,
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("queue", queue)
                .param("now", now)
                .update();
    }

    /** Sets the member that is given and clears the other. */
    void changeRouting(ContactId contact, RoutingData change, Instant now) {
        jdbc.sql("""
                        update contact
                        set queue_priority = cast(:priority as bigint),
                            queue_time_adjustment_seconds = cast(:adjustment as integer),
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("priority", change.queuePriority())
                .param("adjustment", change.queueTimeAdjustmentSeconds())
                .param("now", now)
                .update();
    }

    void connectAgent(ContactId contact, UUID agent, Instant now) {
        jdbc.sql("""
                        update contact
                        set agent_id = :agent, connected_to_agent_at = :now,
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("agent", agent)
                .param("now", now)
                .update();
    }

    /** A paused task does not wait for an agent. */
    void pause(ContactId contact, Instant now) {
        jdbc.sql("""
                        update contact
                        set is_paused = true, is_dequeued = is_dequeued or (queue_id is not null and agent_id is null),
                            last_paused_at = :now, total_pause_count = total_pause_count + 1,
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """).param("contact", contact.value()).param("now", now).update();
    }

    void resume(ContactId contact, Instant now) {
        jdbc.sql("""
                        update contact
                        set is_paused = false, last_resumed_at = greatest(last_paused_at, :now),
                            total_pause_milliseconds = total_pause_milliseconds
                                + greatest(0, 1000 * extract(epoch from cast(:now as timestamptz) - last_paused_at)),
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """).param("contact", contact.value()).param("now", now).update();
    }

    /** Moves the expiry with the scheduled time. */
    void reschedule(ContactId contact, Instant at, Instant now) {
        jdbc.sql("""
                        update contact
                        set expires_at = expires_at + (cast(:at as timestamptz) - scheduled_at), scheduled_at = :at,
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("at", at)
                .param("now", now)
                .update();
    }

    /**
     * Counts the transfers of a contact, up to {@code limit}. Transfers between queues by flows do not count, so this
     * walks up to 1,000 contacts back.
     */
    int countTransfers(ContactId contact, int limit) {
        return jdbc.sql("""
                        with recursive chain as (
                            select previous_contact_id, initiation_method, 1 as depth,
                                   (initiation_method = 'TRANSFER')::int as transfers
                            from contact
                            where id = :contact
                            union all
                            select previous.previous_contact_id, previous.initiation_method, depth + 1,
                                   transfers + (previous.initiation_method = 'TRANSFER')::int
                            from chain join contact previous on previous.id = chain.previous_contact_id
                            where chain.initiation_method in ('TRANSFER', 'QUEUE_TRANSFER')
                              and transfers < :limit and depth < 1000
                        )
                        select max(transfers) from chain
                        """)
                .param("contact", contact.value())
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    void beginAfterContactWork(UUID[] contacts, Instant now) {
        jdbc.sql("""
                        update contact
                        set after_contact_work_started_at = :now, last_updated_at = greatest(last_updated_at, :now)
                        where id = any (:contacts) and after_contact_work_started_at is null
                        """).param("contacts", contacts).param("now", now).update();
    }

    void endAfterContactWork(UUID[] contacts, Instant now) {
        jdbc.sql("""
                        update contact
                        set after_contact_work_ended_at = :now, last_updated_at = greatest(last_updated_at, :now)
                        where id = any (:contacts) and after_contact_work_started_at is not null
                          and after_contact_work_ended_at is null
                        """).param("contacts", contacts).param("now", now).update();
    }

    private static LiveContact segment(ResultSet row) throws SQLException {
        return new LiveContact(
                new InstanceId(row.getObject("instance_id", UUID.class)),
                new SessionId(row.getObject("initial_contact_id", UUID.class)),
                new ContactId(row.getObject("id", UUID.class)),
                Channel.valueOf(row.getString("channel")),
                InitiationMethod.valueOf(row.getString("initiation_method")),
                row.getObject("queue_id", UUID.class),
                Timestamps.nullableInstant(row, "enqueued_at"),
                row.getObject("queue_priority", Long.class),
                row.getObject("queue_time_adjustment_seconds", Integer.class),
                row.getObject("agent_id", UUID.class),
                row.getObject("contact_flow_id", UUID.class),
                Timestamps.nullableInstant(row, "scheduled_at"),
                row.getBoolean("is_paused"),
                row.getBoolean("is_dequeued"),
                row.getInt("total_pause_count"));
    }
}
