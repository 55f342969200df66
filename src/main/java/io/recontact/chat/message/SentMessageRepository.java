package io.recontact.chat.message;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Appends messages to transcripts. Each statement is its own transaction and one round trip, because messages are the
 * most frequent requests; hence JDBC rather than JPA.
 */
@Repository
class SentMessageRepository {

    private static final String ONE = """
            with sender as (
                select participant.id as participant_id, session_id, role, display_name, cast(:id as uuid) as id,
                       :content_type as content_type, :content as content, 1 as number
                from participant
                where participant.id = :participant
            """;

    /**
     * Takes the arrays from subqueries, see docs/decisions/0061. {@code offset 0} makes PostgreSQL look up each row by
     * the index, also if it has planned the statement while the tables were empty.
     */
    private static final String ALL = """
            with sender as (
                select message.*, participant.*
                from unnest((select :participants), (select :ids), (select :content_types), (select :contents))
                    with ordinality as message (participant_id, id, content_type, content, number)
                cross join lateral (
                    select session_id, role, display_name
                    from participant
                    where participant.id = message.participant_id
                    offset 0
                ) participant
            """;

    /** Chats of the messages, without those that another transaction has locked. */
    private static final String UNLOCKED = """
            ), unlocked as (
                select id
                from chat_session
                where id in (select session_id from sender)
                for no key update skip locked
            """;

    /**
     * The conditions read the session's row alone, of which PostgreSQL checks the latest version (docs/decisions/0017).
     * Of several messages of a chat, the statement appends one. It returns no row for a message that it does not
     * append.
     */
    private static final String APPEND = """
            ), assigned as (
                update chat_session
                set next_sequence = chat_session.next_sequence + 1,
                    last_item_at = greatest(chat_session.last_item_at + interval '1 millisecond', :now)
                from sender %s
                where chat_session.id = sender.session_id and sender.participant_id = any (chat_session.speakers)
                  and chat_session.ended_at is null and chat_session.expires_at > :now
                  and not chat_session.holds_messages
                  and sender.content_type = any (chat_session.supported_content_types)
                  and exists (select from active_instance where id = chat_session.instance_id)
                  and not exists (
                      select from transcript_item where session_id = sender.session_id and id = sender.id offset 0)
                returning chat_session.id as session_id, chat_session.next_sequence - 1 as sequence,
                          chat_session.current_contact_id, chat_session.last_item_at, sender.number, sender.id,
                          sender.content_type, sender.content, sender.participant_id, sender.display_name, sender.role
            ), appended as (
                insert into transcript_item (
                    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
                    display_name, role)
                select session_id, sequence, id, current_contact_id, last_item_at, 'MESSAGE', content_type, content,
                       participant_id, display_name, role
                from assigned
                on conflict (session_id, id) do nothing
                returning session_id, sequence, created_at
            )
            select appended.session_id, appended.sequence, appended.created_at, assigned.number
            from appended join assigned on assigned.session_id = appended.session_id
            """;

    private static final String IF_UNLOCKED = APPEND.formatted("join unlocked on unlocked.id = sender.session_id");

    private static final String SEND = ONE + APPEND.formatted("");
    private static final String SEND_IF_UNLOCKED = ONE + UNLOCKED + IF_UNLOCKED;
    private static final String SEND_ALL = ALL + UNLOCKED + IF_UNLOCKED;

    private final JdbcClient jdbc;
    private final Clock clock;

    SentMessageRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends messages without waiting for their chats, and returns their places in the same order: empty for those
     * that are rejected, whose chat is locked, or whose chat gets another one of these messages.
     */
    List<Optional<AppendedMessage>> appendAll(List<OutgoingMessage> messages) {
        if (messages.size() == 1) {
            return List.of(append(SEND_IF_UNLOCKED, messages.getFirst()));
        }
        var appended = new ArrayList<>(Collections.nCopies(messages.size(), Optional.<AppendedMessage>empty()));
        jdbc.sql(SEND_ALL)
                .param(
                        "participants",
                        array(messages, message -> message.sender().value(), UUID[]::new))
                .param("ids", array(messages, message -> message.id().value(), UUID[]::new))
                .param(
                        "content_types",
                        array(messages, message -> message.message().contentType(), String[]::new))
                .param("contents", array(messages, message -> message.message().content(), String[]::new))
                .param("now", clock.instant())
                .query(row -> {
                    appended.set(row.getInt("number") - 1, Optional.of(appended(row)));
                });
        return appended;
    }

    /** Appends a message, after waiting for its chat; returns empty if it is rejected. */
    Optional<AppendedMessage> append(OutgoingMessage outgoing) {
        return append(SEND, outgoing);
    }

    private Optional<AppendedMessage> append(String statement, OutgoingMessage outgoing) {
        return jdbc.sql(statement)
                .param("participant", outgoing.sender().value())
                .param("now", clock.instant())
                .param("id", outgoing.id().value())
                .param("content_type", outgoing.message().contentType())
                .param("content", outgoing.message().content())
                .query((row, _) -> appended(row))
                .optional();
    }

    private static AppendedMessage appended(ResultSet row) throws SQLException {
        return new AppendedMessage(
                new SessionId(row.getObject("session_id", UUID.class)),
                new ItemPosition(row.getLong("sequence"), instant(row, "created_at")));
    }

    private static <T> T[] array(
            List<OutgoingMessage> messages, Function<OutgoingMessage, T> value, IntFunction<T[]> constructor) {
        return messages.stream().map(value).toArray(constructor);
    }
}
