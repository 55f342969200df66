package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.Timestamps;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.transcript.ItemsAppended;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends contacts whose chat or task ends with them. One statement ends the contact, closes its session, appends the end
 * to the transcript and returns its slot, so that no reader sees a state between. It names tables of the module chat
 * for the sake of that one statement.
 *
 * <p>Plain JDBC for the order of locks: a query of JPA would first write the changed entities of the transaction, and
 * so lock their rows before the sessions.
 */
@Repository
class EndContactRepository {

    /**
     * Ends only contacts that have not ended, so the first of two ends wins. Locks slots in order, so that two batches
     * cannot wait for each other.
     */
    private static final String END = """
            with ending as (
                select * from unnest(:ids, cast(:times as timestamptz[]), :reasons, :item_ids) as ending (id, at, reason, item_id)
            ), ended as (
                update contact
                set %s
                from ending
                where contact.id = ending.id and contact.disconnected_at is null
                returning contact.id, contact.initial_contact_id, contact.instance_id, contact.channel,
                          contact.disconnected_at, contact.disconnect_reason, ending.item_id
            ), closed as (
                update chat_session
                set ended_at = ended.disconnected_at, next_sequence = chat_session.next_sequence + 1,
                    last_item_at = greatest(
                        chat_session.last_item_at + interval '1 millisecond', ended.disconnected_at)
                from ended
                where chat_session.id = ended.initial_contact_id and chat_session.ended_at is null
                  -- A task that follows a chat has no part in its conversation.
                  and ended.channel = 'CHAT'
                returning chat_session.id, chat_session.next_sequence - 1 as sequence, chat_session.slot,
                          ended.id as contact_id, ended.instance_id, ended.item_id, chat_session.last_item_at
            ), noted as (
                insert into transcript_item (session_id, sequence, id, contact_id, created_at, type, content_type)
                select id, sequence, item_id, contact_id, last_item_at, 'EVENT',
                       'application/vnd.amazonaws.connect.event.chat.ended'
                from closed
            ), returned as (
                select instance_id, slot, count(*) as number
                from closed
                group by instance_id, slot
            ), locked as (
                select chat_slot.instance_id, chat_slot.slot, returned.number
                from chat_slot join returned using (instance_id, slot)
                order by instance_id, slot
                for update of chat_slot
            ), freed as (
                update chat_slot
                set taken = chat_slot.taken - locked.number
                from locked
                where chat_slot.instance_id = locked.instance_id and chat_slot.slot = locked.slot
            )
            select ended.id, ended.initial_contact_id, ended.channel = 'CHAT' as is_chat, ended.disconnect_reason,
                   closed.id is not null as closed
            from ended left join closed on closed.contact_id = ended.id
            """.formatted(ContactRowSql.end("ending.at", "ending.reason"));

    private record Ended(UUID contact, SessionId session, boolean isChat, DisconnectReason reason, boolean closed) {}

    private final JdbcClient jdbc;
    private final UuidV7Generator ids;
    private final ContactMetrics metrics;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EndContactRepository(
            JdbcClient jdbc,
            UuidV7Generator ids,
            ContactMetrics metrics,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.metrics = metrics;
        this.events = events;
        this.clock = clock;
    }

    /** Ends a contact. Returns false if it had ended before. */
    @Transactional
    public boolean end(ContactEnd ending) {
        return end(List.of(ending)) == 1;
    }

    /** Ends at most {@code batch} contacts that are past a deadline, and returns their number. */
    @Transactional
    public int endOverdue(int batch) {
        return endOverdue("true", Map.of(), batch);
    }

    /** Ends the contacts of a session that are past a deadline. */
    @Transactional
    public void endOverdueOf(SessionId session) {
        endOverdue("""
                (contact.id = :session
                 or (contact.initial_contact_id = :session and contact.previous_contact_id is not null))""", Map.of("session", session.value()), Integer.MAX_VALUE);
    }

    /**
     * Ends at most {@code batch} live contacts of an instance, and returns how many were live. Others may have ended
     * some of them in the meantime.
     */
    @Transactional
    public int endAllOf(InstanceId instance, int batch) {
        var now = clock.instant();
        var live = jdbc.sql("""
                        select id from contact
                        where instance_id = :instance and disconnected_at is null
                        order by id
                        limit :batch
                        """)
                .param("instance", instance.value())
                .param("batch", batch)
                .query((row, _) ->
                        new ContactEnd(new ContactId(row.getObject("id", UUID.class)), now, DisconnectReason.API))
                .list();
        if (!live.isEmpty()) {
            end(live);
        }
        return live.size();
    }

    private int endOverdue(String which, Map<String, ?> parameters, int batch) {
        var overdue = jdbc.sql("""
                        select contact.id, contact.connect_by, contact.expires_at
                        from contact join contact session on session.id = contact.initial_contact_id
                        where %s and contact.disconnected_at is null
                          and least(contact.connect_by, contact.expires_at) <= :now
                        order by least(contact.connect_by, contact.expires_at)
                        limit :batch
                        for no key update of session, contact skip locked
                        """.formatted(which))
                .params(parameters)
                .param("now", clock.instant())
                .param("batch", batch)
                .query((row, _) -> ContactView.overdueEnding(
                        new ContactId(row.getObject("id", UUID.class)),
                        Timestamps.nullableInstant(row, "connect_by"),
                        Timestamps.instant(row, "expires_at")))
                .list();
        return overdue.isEmpty() ? 0 : end(overdue);
    }

    private int end(List<ContactEnd> endings) {
        var ids = endings.stream().map(e -> e.contact().value()).toArray(UUID[]::new);
        lockSessions(ids);
        var ended = jdbc.sql(END)
                .param("ids", ids)
                .param(
                        "times",
                        // As text, since the driver has no arrays of timestamps.
                        endings.stream().map(e -> e.at().toString()).toArray(String[]::new))
                .param("reasons", endings.stream().map(e -> e.reason().name()).toArray(String[]::new))
                .param("item_ids", endings.stream().map(_ -> this.ids.next()).toArray(UUID[]::new))
                .query((row, _) -> new Ended(
                        row.getObject("id", UUID.class),
                        new SessionId(row.getObject("initial_contact_id", UUID.class)),
                        row.getBoolean("is_chat"),
                        DisconnectReason.valueOf(row.getString("disconnect_reason")),
                        row.getBoolean("closed")))
                .list();
        for (var contact : ended) {
            if (contact.isChat()) {
                metrics.ended(contact.reason());
            }
            if (contact.closed()) {
                events.publishEvent(new ItemsAppended(contact.session()));
            }
        }
        if (!ended.isEmpty()) {
            events.publishEvent(new ContactsEnded(ended.stream()
                    .map(contact -> new ContactsEnded.Ended(contact.contact(), contact.session()))
                    .toList()));
        }
        return ended.size();
    }

    /** Locks sessions before all else and in order, by their first contacts, as a transfer does. */
    private void lockSessions(UUID[] contacts) {
        jdbc.sql("""
                        select id
                        from contact
                        where id in (select initial_contact_id from contact where id = any (cast((select :contacts) as uuid[])))
                        order by id
                        for no key update
                        """).param("contacts", contacts).query(UUID.class).list();
    }
}
