package io.recontact.chat.transcript;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ChatSessionRepository.NewestItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends to transcripts and reads them. The statement that inserts an item assigns its sequence under the lock of the
 * session's row. Items therefore become visible in the order of their sequences, and "everything after n" never misses
 * one. The statement also assigns the time, at least a millisecond after that of the item before: ChatJS orders its
 * transcript by time, and misplaces items of the same time.
 *
 * <p>{@link JdbcClient} reads items, because each message is read for the websockets, and it appends and locks: a
 * native query of JPA would first write the changed entities of the caller, and so lock their rows before the session.
 */
@Repository
public class TranscriptRepository {

    /** Takes the next position in a session that has not ended, and inserts the item there. */
    private static final String APPEND = """
            with assigned as (
                update chat_session
                set next_sequence = next_sequence + 1,
                    last_item_at = greatest(last_item_at + interval '1 millisecond', :at)
                where id = :session and ended_at is null
                returning id, next_sequence - 1 as sequence, current_contact_id, last_item_at
            )
            insert into transcript_item (
                session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
                display_name, role, attachments, processing)
            select assigned.id, assigned.sequence, :id, assigned.current_contact_id, assigned.last_item_at, :type, :content_type,
                   cast(:content as text), cast(:participant as uuid), cast(:display_name as text),
                   cast(:role as text), cast(:attachments as jsonb), cast(:processing as text)
            from assigned
            returning sequence, created_at
            """;

    /** Appends a message that was held. A repeated request may have held it twice; the first one counts. */
    private static final String PUBLISH = APPEND.replace(
            "returning sequence, created_at", "on conflict (session_id, id) do nothing returning sequence, created_at");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ChatSessionRepository sessions;
    private final TranscriptRowMapper items;
    private final ApplicationEventPublisher events;

    TranscriptRepository(
            JdbcClient jdbc,
            ChatSessionRepository sessions,
            JsonMapper json,
            TranscriptRowMapper items,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.json = json;
        this.items = items;
        this.events = events;
    }

    /** Appends an item; returns empty and changes nothing if the session has ended. */
    public Optional<ItemPosition> append(SessionId session, NewItem item, Instant now) {
        return append(APPEND, session, item, null, now);
    }

    /**
     * Appends a message that was held for a processor; returns empty and appends nothing if the session has ended, or
     * has an item with this id.
     *
     * @param processing how the processor has decided; null if the message only waited for its turn
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ItemPosition> publish(
            SessionId session, NewItem message, @Nullable Processing processing, Instant now) {
        return append(PUBLISH, session, message, processing, now);
    }

    private Optional<ItemPosition> append(
            String statement, SessionId session, NewItem item, @Nullable Processing processing, Instant now) {
        var sender = item.sender();
        var position = jdbc.sql(statement)
                .param("session", session.value())
                .param("at", now)
                .param("id", item.id().value())
                .param("type", item.type().name())
                .param("content_type", item.contentType())
                .param("content", item.content())
                .param(
                        "participant",
                        sender == null ? null : sender.participant().value())
                .param("display_name", sender == null ? null : sender.displayName())
                .param("role", sender == null ? null : sender.role().name())
                .param("attachments", item.attachments().isEmpty() ? null : json.writeValueAsString(item.attachments()))
                .param("processing", processing == null ? null : processing.name())
                .query((row, _) -> position(row))
                .optional();
        position.ifPresent(_ -> events.publishEvent(new ItemsAppended(session)));
        return position;
    }

    /**
     * Locks a session until the end of the caller's transaction, so that no item is appended and it does not end.
     * Returns false if it has ended.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(SessionId session) {
        return jdbc.sql("select id from chat_session where id = :session and ended_at is null for no key update")
                .param("session", session.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Locks a session, which may have ended, against its deletion; false if it does not exist. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lockOfAnyAge(SessionId session) {
        return jdbc.sql("select id from chat_session where id = :session for key share")
                .param("session", session.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /**
     * The items of a session after a sequence, in order, at most {@code limit}, without those that only their sender
     * sees.
     */
    public List<StoredItem> after(SessionId session, long sequence, int limit) {
        return after(session, sequence, limit, "and " + TranscriptRowMapper.DELIVERED);
    }

    /** The items of a session after a sequence, in order, at most {@code limit}, with those that are withheld. */
    public List<StoredItem> allAfter(SessionId session, long sequence, int limit) {
        return after(session, sequence, limit, "");
    }

    private List<StoredItem> after(SessionId session, long sequence, int limit, String condition) {
        return jdbc.sql("""
                        select %s
                        from transcript_item
                        where session_id = :session and sequence > :sequence %s
                        order by sequence
                        limit :limit
                        """.formatted(TranscriptRowMapper.COLUMNS, condition))
                .param("session", session.value())
                .param("sequence", sequence)
                .param("limit", limit)
                .query(items)
                .list();
    }

    /** The sequence of the newest item of a session; zero if there is none. */
    public long newest(SessionId session) {
        return sessions.findNewest(session).orElse(0L);
    }

    /** The sequence of the newest item of each session, without the sessions that deleted instances have left. */
    public Map<SessionId, Long> newest(Collection<SessionId> wanted) {
        return sessions.findNewest(values(wanted)).stream()
                .collect(Collectors.toMap(item -> new SessionId(item.getSession()), NewestItem::getSequence));
    }

    /** Returns the sessions that have items after the given sequences. */
    public Set<SessionId> sessionsWithNewItems(Map<SessionId, Long> seen) {
        return sessions.findWithNewItems(values(seen.keySet()), seen.values().toArray(Long[]::new)).stream()
                .map(SessionId::new)
                .collect(Collectors.toSet());
    }

    private static UUID[] values(Collection<SessionId> sessions) {
        return sessions.stream().map(SessionId::value).toArray(UUID[]::new);
    }

    /** An item of a session, by its id. */
    public Optional<StoredItem> find(SessionId session, ItemId id) {
        return jdbc.sql("select %s from transcript_item where session_id = :session and id = :id"
                        .formatted(TranscriptRowMapper.COLUMNS))
                .param("session", session.value())
                .param("id", id.value())
                .query(items)
                .optional();
    }

    /** When a participant last sent a message or an attachment after an item of its session. Events do not count. */
    public Optional<Instant> lastSentAt(SessionId session, ParticipantId participant, long after) {
        return sessions.findLastSentAt(session.value(), participant.value(), after);
    }

    private static ItemPosition position(ResultSet row) throws SQLException {
        return new ItemPosition(row.getLong("sequence"), instant(row, "created_at"));
    }
}
