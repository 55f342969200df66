package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows behind {@link ContactLifecycle}. */
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

    /** Locks the session by its first contact, which stays the same through all its segments. */
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

    /** A statement of its own after the lock, so that it sees what was done until the lock was granted. */
    Optional<LiveContact> findLive(ContactId contact, Instant now) {
        return jdbc.sql("""
                        select contact.id, contact.instance_id, contact.initial_contact_id, channel, initiation_method,
                               queue_id, enqueued_at, queue_priority, queue_time_adjustment_seconds, agent_id,
                               contact_flow_id, scheduled_at, is_paused, is_dequeued, total_pause_count
                        from contact
                        join instance on instance.id = contact.instance_id and instance.deleted_at is null
                        left join chat_session session on session.id = contact.initial_contact_id
                        where contact.id = :contact and disconnected_at is null
                          and (least(connect_by, contact.expires_at) is null
                               or least(connect_by, contact.expires_at) > :now)
                          and (channel <> 'CHAT' or (session.current_contact_id = contact.id and session.ended_at is null))
                        """)
                .param("contact", contact.value())
                .param("now", now)
                .query((row, _) -> segment(row))
                .optional();
    }

    /** Counts under a lock of the queue's own, so that it holds until the transaction is over. */
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

    /** The one that is given replaces the other. */
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

    /**
     * One statement, so that no state between can be seen: the items of the next contact begin where this one's end.
     */
    void next(
            LiveContact segment,
            ContactId next,
            InitiationMethod method,
            @Nullable UUID flow,
            @Nullable DisconnectReason reason,
            Instant now) {
        jdbc.sql("""
                        with ended as (
                            update contact
                            set disconnected_at = greatest(cast(:now as timestamptz), initiated_at),
                                disconnect_reason = cast(:reason as text),
                                last_updated_at = greatest(last_updated_at, :now)
                            where id = :contact and disconnected_at is null
                            returning *
                        ), moved as (
                            update chat_session
                            set current_contact_id = :next
                            from ended
                            where chat_session.id = ended.initial_contact_id
                              -- A task that follows a chat has no part in its conversation.
                              and ended.channel = 'CHAT'
                            returning chat_session.next_sequence
                        )
                        insert into contact (
                            id, instance_id, initial_contact_id, previous_contact_id, related_contact_id,
                            association_id, rehydration, channel, initiation_method, contact_flow_id, name, description,
                            customer_id, segment_attributes, contact_references, initiated_at, connected_to_system_at,
                            last_updated_at, expires_at, first_sequence)
                        select :next, instance_id, initial_contact_id, id, related_contact_id, association_id,
                               rehydration, channel, :method, cast(:flow as uuid), name, description, customer_id,
                               segment_attributes, contact_references, disconnected_at,
                               case when channel = 'CHAT' then disconnected_at end, disconnected_at, expires_at,
                               coalesce(moved.next_sequence, 1)
                        from ended left join moved on true
                        where channel <> 'CHAT' or moved.next_sequence is not null
                        """)
                .param("contact", segment.contact().value())
                .param("next", next.value())
                .param("method", method.name())
                .param("flow", flow)
                .param("reason", reason == null ? null : reason.name())
                .param("now", now)
                .update();
    }

    /** Who waits for an agent does not while it is paused. */
    void pause(ContactId contact, Instant now) {
        jdbc.sql("""
                        update contact
                        set is_paused = true, is_dequeued = is_dequeued or (queue_id is not null and agent_id is null),
                            last_paused_at = :now, total_pause_count = total_pause_count + 1,
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("now", now)
                .update();
    }

    void resume(ContactId contact, Instant now) {
        jdbc.sql("""
                        update contact
                        set is_paused = false, last_resumed_at = greatest(last_paused_at, :now),
                            total_pause_milliseconds = total_pause_milliseconds
                                + greatest(0, 1000 * extract(epoch from cast(:now as timestamptz) - last_paused_at)),
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("now", now)
                .update();
    }

    /** How long it may last begins when it is to begin. */
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
     * How often a contact has been handed on, as far as {@code limit}. Between that, flows may have taken it from queue
     * to queue, which does not count; so a long way of it is looked at.
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
                        """)
                .param("contacts", contacts)
                .param("now", now)
                .update();
    }

    void endAfterContactWork(UUID[] contacts, Instant now) {
        jdbc.sql("""
                        update contact
                        set after_contact_work_ended_at = :now, last_updated_at = greatest(last_updated_at, :now)
                        where id = any (:contacts) and after_contact_work_started_at is not null
                          and after_contact_work_ended_at is null
                        """)
                .param("contacts", contacts)
                .param("now", now)
                .update();
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
