package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of each session. An item's sequence is handed out under the lock of its session's row, by the statement
 * that inserts the item: items become visible in the order of their sequences, and "everything after n" never misses
 * one. Their times are handed out with it, each at least a millisecond later than the one before: ChatJS orders the
 * transcript that it keeps by them, and misplaces items of the same time.
 */
@Repository
public class TranscriptRepository {

    /**
     * Hands out the next place in a session that goes on. For statements that append: {@code :at} is the time, and
     * {@code place} their name for the result.
     */
    private static final String APPEND = """
            with place as (
                update chat_session
                set next_sequence = next_sequence + 1,
                    last_item_at = greatest(last_item_at + interval '1 millisecond', :at)
                where id = :session and ended_at is null
                returning id, next_sequence - 1 as sequence, current_contact_id, last_item_at
            )
            insert into transcript_item (
                session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
                display_name, role, attachments)
            select place.id, place.sequence, :id, place.current_contact_id, place.last_item_at, :type, :content_type,
                   cast(:content as text), cast(:participant as uuid), cast(:display_name as text),
                   cast(:role as text), cast(:attachments as jsonb)
            from place
            returning sequence, created_at
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TranscriptRowMapper entries;
    private final ApplicationEventPublisher events;

    TranscriptRepository(
            JdbcClient jdbc, JsonMapper json, TranscriptRowMapper entries, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.entries = entries;
        this.events = events;
    }

    /** Appends an item; nothing happens if the session has ended. */
    public Optional<ItemPosition> append(SessionId session, NewItem item, Instant now) {
        var sender = item.sender();
        var position = jdbc.sql(APPEND)
                .param("session", session.value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("id", item.id())
                .param("type", item.type().name())
                .param("content_type", item.contentType())
                .param("content", item.content())
                .param("participant", sender == null ? null : sender.participant())
                .param("display_name", sender == null ? null : sender.displayName())
                .param("role", sender == null ? null : sender.role().name())
                .param("attachments", item.attachments().isEmpty() ? null : json.writeValueAsString(item.attachments()))
                .query((row, _) -> place(row))
                .optional();
        position.ifPresent(_ -> events.publishEvent(new ItemsAppended(session)));
        return position;
    }

    /**
     * Locks a session that goes on, until the end of the caller's transaction: nothing is appended meanwhile, and it
     * does not end. False if it has ended.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(SessionId session) {
        return jdbc.sql("select id from chat_session where id = :session and ended_at is null for no key update")
                .param("session", session.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** The items of a session after a sequence, in order, at most {@code limit}. */
    public List<StoredItem> after(SessionId session, long sequence, int limit) {
        return jdbc.sql("""
                        select %s
                        from transcript_item
                        where session_id = :session and sequence > :sequence
                        order by sequence
                        limit :limit
                        """.formatted(TranscriptRowMapper.COLUMNS))
                .param("session", session.value())
                .param("sequence", sequence)
                .param("limit", limit)
                .query(entries)
                .list();
    }

    /** The sequence of the newest item of a session; zero if there is none. */
    public long newest(SessionId session) {
        return jdbc.sql("select next_sequence - 1 from chat_session where id = :session")
                .param("session", session.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The sequence of the newest item of each session, without the sessions that deleted instances have left. */
    public Map<SessionId, Long> newest(Collection<SessionId> sessions) {
        var newest = new HashMap<SessionId, Long>();
        jdbc.sql("""
                        select session.id, session.next_sequence - 1 as newest
                        from chat_session session
                        join active_instance on active_instance.id = session.instance_id
                        where session.id = any (:sessions)
                        """)
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .query(row -> {
                    newest.put(new SessionId(row.getObject("id", UUID.class)), row.getLong("newest"));
                });
        return newest;
    }

    /** Those of some sessions that have items after the sequences given for them. */
    public Set<SessionId> grown(Map<SessionId, Long> seen) {
        return Set.copyOf(jdbc.sql("""
                        select id
                        from chat_session
                        join unnest(:sessions, cast(:sequences as bigint[])) as seen (session_id, sequence)
                            on seen.session_id = chat_session.id
                        where next_sequence - 1 > seen.sequence
                        """)
                .param("sessions", seen.keySet().stream().map(SessionId::value).toArray(UUID[]::new))
                .param("sequences", seen.values().toArray(Long[]::new))
                .query((row, _) -> new SessionId(row.getObject("id", UUID.class)))
                .list());
    }

    /** An item of a session, by its id. */
    public Optional<StoredItem> find(SessionId session, UUID id) {
        return jdbc.sql("select %s from transcript_item where session_id = :session and id = :id"
                        .formatted(TranscriptRowMapper.COLUMNS))
                .param("session", session.value())
                .param("id", id)
                .query(entries)
                .optional();
    }

    /** When a participant has last said something after an item of its session; what it did does not count. */
    public Optional<Instant> lastSaid(SessionId session, UUID participant, long after) {
        return jdbc.sql("""
                        select created_at
                        from transcript_item
                        where session_id = :session and sequence > :after and participant_id = :participant
                          and type <> 'EVENT'
                        order by sequence desc
                        limit 1
                        """)
                .param("session", session.value())
                .param("after", after)
                .param("participant", participant)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The contact that new items of a session belong to. */
    public Optional<ContactId> currentContact(SessionId session) {
        return jdbc.sql("select current_contact_id from chat_session where id = :session")
                .param("session", session.value())
                .query(UUID.class)
                .optional()
                .map(ContactId::new);
    }

    private static ItemPosition place(ResultSet row) throws SQLException {
        return new ItemPosition(
                row.getLong("sequence"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
