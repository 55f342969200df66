package io.recontact.chat.transcript;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.TranscriptCursor.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads pages of transcripts. Each statement walks an index from the start of the page to its end and no further.
 * GetTranscript is hot, and a search by time runs a statement for each step, so this runs without JPA.
 */
@Repository
class TranscriptPageRepository {

    private final JdbcClient jdbc;
    private final TranscriptRowMapper items;

    TranscriptPageRepository(JdbcClient jdbc, TranscriptRowMapper items) {
        this.jdbc = jdbc;
        this.items = items;
    }

    /** Items of the session in a range, oldest first. */
    List<StoredItem> forward(TranscriptRequest request, SequenceRange range, int limit) {
        return range(request, range, limit, "asc");
    }

    /** Items of the session in a range, newest first. */
    List<StoredItem> backward(TranscriptRequest request, SequenceRange range, int limit) {
        return range(request, range, limit, "desc");
    }

    private List<StoredItem> range(TranscriptRequest request, SequenceRange range, int limit, String order) {
        var contact = request.contact();
        return new ArrayList<>(
                jdbc.sql("""
                        select %s
                        from transcript_item
                        where session_id = :session and sequence between :first and :last
                          and (cast(:contact as uuid) is null or contact_id = :contact)
                          and (%s or participant_id = :reader)
                        order by sequence %s
                        limit :limit
                        """.formatted(TranscriptRowMapper.COLUMNS, TranscriptRowMapper.DELIVERED, order))
                        .param("session", request.session().value())
                        .param("reader", request.readerId())
                        .param("first", range.first())
                        .param("last", range.last())
                        .param("contact", contact == null ? null : contact.value())
                        .param("limit", limit)
                        .query(items)
                        .list());
    }

    /**
     * The sessions that a session continues, oldest first, each with the range of its items that belong to the
     * transcript; the session itself is the last one. Ends where retention has removed a session.
     */
    List<SessionRange> chain(SessionId session, Instant oldestKept) {
        return jdbc.sql("""
                        with recursive past (session, until, depth) as (
                            select cast(:session as uuid), cast(:all as bigint), 0
                            union all
                            select source.id, coalesce(later.past_until, :all), past.depth + 1
                            from past
                            join chat_session later on later.id = past.session
                            join chat_session source
                              on source.id = later.past_session_id and source.started_at >= :oldest_kept
                        )
                        select session, until
                        from past
                        order by depth desc
                        """)
                .param("session", session.value())
                .param("all", Long.MAX_VALUE)
                .param("oldest_kept", oldestKept)
                .query((row, _) -> new SessionRange(
                        new SessionId(row.getObject("session", UUID.class)),
                        new SequenceRange(1, row.getLong("until"))))
                .list();
    }

    /** A range of items of a session. */
    record SessionRange(SessionId session, SequenceRange range) {}

    /** The senders of items of a session in a range, in the order of their first items. */
    List<ParticipantId> senders(SessionId session, SequenceRange range) {
        return jdbc.sql("""
                        select participant_id
                        from transcript_item
                        where session_id = :session and sequence between :first and :last
                          and participant_id is not null and %s
                        group by participant_id
                        order by min(sequence)
                        """.formatted(TranscriptRowMapper.DELIVERED))
                .param("session", session.value())
                .param("first", range.first())
                .param("last", range.last())
                .query((row, _) -> new ParticipantId(row.getObject("participant_id", UUID.class)))
                .list();
    }

    /** Where the past of a session begins; empty if it has none or retention has removed it. */
    Optional<TranscriptCursor> pastOf(SessionId session, Instant oldestKept) {
        return jdbc.sql("""
                        select past.id as past_session_id, coalesce(chat_session.past_until, :all) as until
                        from chat_session
                        join chat_session past on past.id = chat_session.past_session_id and past.started_at >= :oldest_kept
                        where chat_session.id = :session
                        """)
                .param("session", session.value())
                .param("all", Long.MAX_VALUE)
                .param("oldest_kept", oldestKept)
                .query((row, _) -> new TranscriptCursor(
                        Kind.OLDER,
                        session,
                        new SessionId(row.getObject("past_session_id", UUID.class)),
                        row.getLong("until")))
                .optional();
    }

    /**
     * Items from a cursor backward, newest first, over as many past sessions as necessary. The retention period of the
     * cursor's session may have passed since the cursor was issued. The reader was another participant there, so this
     * leaves out all that a processor has withheld.
     */
    List<StoredItem> past(TranscriptCursor from, Instant oldestKept, int limit) {
        for (long enough = limit; ; enough *= 2) {
            var rows = walk(from, oldestKept, enough);
            var found =
                    rows.stream().map(WalkedRow::item).filter(Objects::nonNull).toList();
            if (found.size() >= limit) {
                return new ArrayList<>(found.subList(0, limit));
            }
            // Gaps in the sequences make the result shorter than expected; then more sessions are needed.
            if (rows.isEmpty() || rows.getLast().expected() < enough) {
                return new ArrayList<>(found);
            }
        }
    }

    /**
     * A row of the walk.
     *
     * @param expected the number of items from the cursor to the end of the row's session, if there are no gaps
     * @param item null if the session has no item
     */
    private record WalkedRow(long expected, @Nullable StoredItem item) {}

    private List<WalkedRow> walk(TranscriptCursor from, Instant oldestKept, long enough) {
        // Sequences give the number of items of a session, so the walk ends with the page and reads no other item.
        return jdbc.sql("""
                        with recursive past (session, until, depth, before, expected) as (
                            select source.id, cast(:until as bigint), 1, cast(0 as bigint),
                                   least(cast(:until as bigint), source.next_sequence - 1)
                            from chat_session source
                            where source.id = :session and source.started_at >= :oldest_kept
                            union all
                            select source.id, coalesce(later.past_until, :all), past.depth + 1, past.expected,
                                   past.expected + least(later.past_until, source.next_sequence - 1)
                            from past
                            join chat_session later on later.id = past.session
                            join chat_session source
                              on source.id = later.past_session_id and source.started_at >= :oldest_kept
                            where past.expected < :enough
                        )
                        select past.expected, item.*
                        from past
                        left join lateral (
                            select %s
                            from transcript_item
                            where session_id = past.session and sequence <= past.until
                              and %s
                            order by sequence desc
                            limit :enough - past.before
                        ) item on true
                        order by past.depth, item.sequence desc
                        """.formatted(TranscriptRowMapper.COLUMNS, TranscriptRowMapper.DELIVERED))
                .param("session", from.session().value())
                .param("until", from.sequence())
                .param("all", Long.MAX_VALUE)
                .param("oldest_kept", oldestKept)
                .param("enough", enough)
                .query((row, number) -> new WalkedRow(
                        row.getLong("expected"),
                        row.getObject("session_id") == null ? null : items.mapRow(row, number)))
                .list();
    }

    /**
     * Where a scan from a time begins: forward at the first item at or after it, backward at the last at or before it.
     * Times increase with sequences, so a binary search needs no index on time.
     *
     * @param newest the sequence of the newest item
     */
    long firstAt(SessionId session, long newest, Instant time, ScanDirection direction) {
        // Backward finds the first item after the time and begins before it. Times of items are whole milliseconds.
        var bound = direction == ScanDirection.FORWARD
                ? time
                : time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        long low = 1;
        long high = newest + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            var probe = firstFrom(session, middle);
            if (probe.isEmpty() || !probe.get().at().isBefore(bound)) {
                high = middle;
            } else {
                low = probe.get().sequence() + 1;
            }
        }
        return direction == ScanDirection.FORWARD ? low : low - 1;
    }

    private Optional<ItemPosition> firstFrom(SessionId session, long sequence) {
        return jdbc.sql("""
                        select sequence, created_at
                        from transcript_item
                        where session_id = :session and sequence >= :sequence
                        order by sequence
                        limit 1
                        """)
                .param("session", session.value())
                .param("sequence", sequence)
                .query((row, _) -> new ItemPosition(row.getLong("sequence"), instant(row, "created_at")))
                .optional();
    }
}
