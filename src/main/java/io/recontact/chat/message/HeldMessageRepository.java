package io.recontact.chat.message;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.MessageProcessingStatus;
import io.recontact.chat.transcript.Sender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The messages that are held for processors, and the leases of their sessions. {@link JdbcClient} for the order of
 * locks: the row of the session comes first, then that of its lease.
 */
@Repository
class HeldMessageRepository {

    /** "Every plaintext, markdown, and JSON message" (Administrator Guide, "message processing"). */
    private static final Set<String> PROCESSED_TYPES =
            Set.of(ContentTypes.PLAIN, ContentTypes.MARKDOWN, ContentTypes.JSON);

    /**
     * Holds a message under the conditions under which it would be sent, and makes the session due. Its position is
     * taken under the lock of the session's row.
     */
    private static final String HOLD = """
            with sender as (
                select id, session_id, role, display_name
                from participant
                where id = :participant
            ), holding as (
                select chat_session.id as session_id, chat_session.current_contact_id, chat_session.processor_arn,
                       chat_session.processor_failure_mode, sender.id as sender_id, sender.role, sender.display_name
                from chat_session
                join sender on sender.session_id = chat_session.id
                where sender.id = any (chat_session.speakers) and chat_session.holds_messages
                  and chat_session.ended_at is null and chat_session.expires_at > :now
                  and :content_type = any (chat_session.supported_content_types)
                  and exists (select from active_instance where id = chat_session.instance_id)
                for no key update of chat_session
            ), due as (
                insert into message_processing (session_id, processor_arn, due_at)
                select session_id, processor_arn, :now
                from holding
                where processor_arn is not null
                on conflict (session_id) do nothing
                returning processor_arn
            ), held as (
                insert into held_message (
                    session_id, id, contact_id, sent_at, content_type, content, participant_id, display_name, role,
                    processor_arn, failure_mode)
                select session_id, :id, current_contact_id, :now, :content_type, :content, sender_id, display_name, role,
                       case when :is_processed then processor_arn end,
                       case when :is_processed then processor_failure_mode end
                from holding
                on conflict (session_id, id) do nothing
                returning id
            )
            select (select processor_arn from due) as due_at_processor from held
            """;

    private static final String COLUMNS = """
            held_message.id, instance_id, held_message.session_id, contact_id, sent_at, content_type, content,
            participant_id, display_name, role, held_message.processor_arn, failure_mode, supported_content_types""";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HeldMessageRepository(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Holds a message; returns empty if the session does not hold messages, the participant may not send it, or it is
     * held already.
     */
    Optional<SentItem> hold(ParticipantId participant, ItemId id, ChatMessage message) {
        var now = clock.instant();
        var due = jdbc.sql(HOLD)
                .param("participant", participant.value())
                .param("now", now)
                .param("id", id.value())
                .param("content_type", message.contentType())
                .param("content", message.content())
                .param("is_processed", PROCESSED_TYPES.contains(message.contentType()))
                .query((row, _) -> Optional.ofNullable(row.getString("due_at_processor")))
                .optional();
        due.flatMap(processor -> processor).ifPresent(processor -> events.publishEvent(new MessageHeld(processor)));
        return due.map(_ -> new SentItem(id, now, MessageProcessingStatus.PROCESSING));
    }

    /** A held message of a session, by its id. */
    Optional<HeldMessage> find(SessionId session, ItemId id) {
        return jdbc.sql("""
                        select %s
                        from held_message
                        join chat_session on chat_session.id = held_message.session_id
                        where held_message.session_id = :session and held_message.id = :id
                        """.formatted(COLUMNS))
                .param("session", session.value())
                .param("id", id.value())
                .query((row, _) -> message(row))
                .optional();
    }

    /** Sets the processor of a session whose row the caller has locked. */
    void setProcessor(SessionId session, String processorArn, ContactMediaProcessingFailureMode failureMode) {
        jdbc.sql("""
                        update chat_session
                        set processor_arn = :processor, processor_failure_mode = :mode, holds_messages = true
                        where id = :session
                        """)
                .param("session", session.value())
                .param("processor", processorArn)
                .param("mode", failureMode.name())
                .update();
    }

    /** Removes the processor of a session whose row the caller has locked. Held messages keep it. */
    void removeProcessor(SessionId session) {
        jdbc.sql("""
                        update chat_session
                        set processor_arn = null, processor_failure_mode = null,
                            holds_messages = exists (select from held_message where session_id = chat_session.id)
                        where id = :session
                        """).param("session", session.value()).update();
    }

    /** Takes the leases of at most {@code limit} sessions that wait for a processor, longest first. */
    List<ProcessingLease> take(String processorArn, int limit, Instant until) {
        return jdbc.sql(take("processor_arn = :processor"))
                .param("processor", processorArn)
                .param("due", clock.instant())
                .param("limit", limit)
                .param("until", until)
                .param("lease", UUID.randomUUID())
                .query((row, _) -> lease(row))
                .list();
    }

    /** Takes the leases of sessions that have waited since a time for a processor other than these. */
    List<ProcessingLease> takeOthers(Collection<String> processorArns, Instant since, int limit, Instant until) {
        return jdbc.sql(take("processor_arn <> all (:processors)"))
                .param("processors", processorArns.toArray(String[]::new))
                .param("due", since)
                .param("limit", limit)
                .param("until", until)
                .param("lease", UUID.randomUUID())
                .query((row, _) -> lease(row))
                .list();
    }

    private static String take(String condition) {
        return """
                with due as (
                    select session_id
                    from message_processing
                    where %s and due_at <= :due
                    order by due_at
                    limit :limit
                    for update skip locked
                )
                update message_processing
                set lease = :lease, due_at = :until
                from due
                where message_processing.session_id = due.session_id
                returning message_processing.session_id, lease
                """.formatted(condition);
    }

    /** Extends a lease and returns the first message behind it; empty if there is none or the lease is lost. */
    Optional<HeldMessage> next(ProcessingLease lease, Instant until) {
        return jdbc.sql("""
                        with extended as (
                            update message_processing
                            set due_at = :until
                            where session_id = :session and lease = :lease
                            returning session_id
                        )
                        select %s
                        from extended
                        join held_message using (session_id)
                        join chat_session on chat_session.id = held_message.session_id
                        join active_instance on active_instance.id = chat_session.instance_id
                        order by held_message.position
                        limit 1
                        """.formatted(COLUMNS))
                .param("session", lease.session().value())
                .param("lease", lease.token())
                .param("until", until)
                .query((row, _) -> message(row))
                .optional();
    }

    /** Deletes a message that the caller publishes; false if it was published already, or the lease is lost. */
    boolean delete(ProcessingLease lease, ItemId message) {
        return jdbc.sql("""
                                delete from held_message
                                where session_id = :session and id = :id
                                  and exists (
                                      select from message_processing
                                      where session_id = :session and lease = :lease)
                                """)
                        .param("session", lease.session().value())
                        .param("lease", lease.token())
                        .param("id", message.value())
                        .update()
                == 1;
    }

    /** Returns the lease for good if no message is held; the caller has locked the row of the session. */
    void finish(ProcessingLease lease) {
        jdbc.sql("""
                        with finished as (
                            delete from message_processing
                            where session_id = :session and lease = :lease
                              and not exists (select from held_message where session_id = :session)
                            returning session_id
                        )
                        update chat_session
                        set holds_messages = processor_arn is not null
                        from finished
                        where chat_session.id = finished.session_id
                        """)
                .param("session", lease.session().value())
                .param("lease", lease.token())
                .update();
    }

    /** Returns a lease; the session is due at once, at another processor if one is given. */
    void giveBack(ProcessingLease lease, @Nullable String processorArn) {
        jdbc.sql("""
                        update message_processing
                        set lease = null, due_at = :now, processor_arn = coalesce(:processor, processor_arn)
                        where session_id = :session and lease = :lease
                        """)
                .param("session", lease.session().value())
                .param("lease", lease.token())
                .param("processor", processorArn)
                .param("now", clock.instant())
                .update();
    }

    /** Returns how many sessions have held messages, over all nodes. */
    long countSessions() {
        return jdbc.sql("select count(*) from message_processing")
                .query(Long.class)
                .single();
    }

    private static ProcessingLease lease(ResultSet row) throws SQLException {
        return new ProcessingLease(
                new SessionId(row.getObject("session_id", UUID.class)), row.getObject("lease", UUID.class));
    }

    private static HeldMessage message(ResultSet row) throws SQLException {
        return new HeldMessage(
                new ItemId(row.getObject("id", UUID.class)),
                new InstanceId(row.getObject("instance_id", UUID.class)),
                new SessionId(row.getObject("session_id", UUID.class)),
                new ContactId(row.getObject("contact_id", UUID.class)),
                instant(row, "sent_at"),
                new ChatMessage(row.getString("content_type"), row.getString("content")),
                new Sender(
                        new ParticipantId(row.getObject("participant_id", UUID.class)),
                        row.getString("display_name"),
                        ParticipantRole.valueOf(row.getString("role"))),
                row.getString("processor_arn"),
                failureMode(row.getString("failure_mode")),
                Set.of((String[]) row.getArray("supported_content_types").getArray()));
    }

    private static @Nullable ContactMediaProcessingFailureMode failureMode(@Nullable String name) {
        return name == null ? null : ContactMediaProcessingFailureMode.valueOf(name);
    }
}
