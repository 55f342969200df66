package io.recontact.chat.transcript;

import io.recontact.api.CopyRows;
import io.recontact.api.ParticipantRole;
import io.recontact.api.Timestamps;
import io.recontact.chat.transcript.ImportedTranscript.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Stores chats that happened elsewhere. The caller has the transaction and has locked the first contacts. Plain JDBC:
 * the new rows of a batch are one COPY for each table.
 *
 * <p>Transcripts of the contacts of a chat come in any order, so an item cannot take the next sequence number. Its
 * number follows from its time, as {@link ImportedSequence} computes it (docs/decisions/0033). The numbers of a contact
 * begin with its {@code first_sequence} and end before that of the next contact.
 */
@Service
public class TranscriptImportService {

    /** The numbers that the items of a contact may have. */
    private record Range(UUID session, Instant startedAt, Instant endedAt, long first, long last, boolean hasItems) {}

    /** The newest item of a session. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Newest(
            UUID sessionId,
            long sequence,
            @JsonSerialize(using = ToStringSerializer.class) Instant at) {}

    private record SessionItem(UUID session, UUID id) {}

    /** Rows of a participant are for those who could connect. A flow has none, and one of a supervisor names a user. */
    private static final Set<ParticipantRole> WITH_ROW =
            Set.of(ParticipantRole.CUSTOMER, ParticipantRole.AGENT, ParticipantRole.CUSTOM_BOT);

    private static final int MAX_NAME = 256;

    private static final String COPY_SESSIONS = """
            copy chat_session (
                id, instance_id, current_contact_id, supported_content_types, disconnect_on_customer_exit,
                next_sequence, slot, started_at, last_item_at, expires_at, ended_at)
            from stdin
            """;
    private static final String COPY_PARTICIPANTS = """
            copy participant (id, session_id, role, display_name, created_at, connected_at, left_at) from stdin
            """;
    private static final String COPY_ITEMS = """
            copy transcript_item (
                session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
                display_name, role, attachments)
            from stdin
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate copies;
    private final JsonMapper json;

    TranscriptImportService(JdbcClient jdbc, JdbcTemplate copies, JsonMapper json) {
        this.jdbc = jdbc;
        this.copies = copies;
        this.json = json;
    }

    /** Stores the sessions of chats, or extends them by later contacts. The contacts are stored already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insertSessions(UUID instance, List<ImportedSession> contacts) {
        var rows = new CopyRows(COPY_SESSIONS);
        var later = new ArrayList<ImportedSession>();
        for (var contact : contacts) {
            if (!contact.contactId().equals(contact.sessionId())) {
                later.add(contact);
                continue;
            }
            rows.add(
                    contact.sessionId(),
                    instance,
                    contact.sessionId(),
                    List.of("text/plain"),
                    List.of(),
                    1,
                    0,
                    contact.startedAt(),
                    contact.startedAt(),
                    contact.endedAt(),
                    contact.endedAt());
        }
        rows.store(copies);
        if (!later.isEmpty()) {
            jdbc.sql("""
                            update chat_session
                            set current_contact_id = (
                                    select later.id
                                    from session_contact later
                                    where later.session_id = chat_session.id and later.previous_contact_id is not null
                                    order by later.first_sequence desc
                                    limit 1),
                                ended_at = greatest(chat_session.ended_at, line.ended_at),
                                expires_at = greatest(chat_session.expires_at, line.ended_at)
                            from (
                                select session_id, max(ended_at) as ended_at
                                from json_to_recordset(cast(:contacts as json)) as line (
                                    session_id uuid, ended_at timestamptz)
                                group by session_id
                            ) line
                            where chat_session.id = line.session_id
                            """).param("contacts", json.writeValueAsString(later)).update();
        }
    }

    /**
     * Stores transcripts. Returns the contacts whose transcript does not fit between its contact and the next one, or
     * that are no chats; nothing of these is stored. An item that its session has already is left alone.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if an item breaks a rule of the table
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> insert(List<ImportedTranscript> transcripts) {
        var ranges =
                ranges(transcripts.stream().map(ImportedTranscript::contactId).toList());
        var stored = storedItems(transcripts, ranges);
        var storedParticipants = storedParticipants(transcripts);
        var unfit = new HashSet<UUID>();
        var items = new CopyRows(COPY_ITEMS);
        var participants = new CopyRows(COPY_PARTICIPANTS);
        var newest = new HashMap<UUID, Newest>();
        for (var transcript : transcripts) {
            var range = ranges.get(transcript.contactId());
            if (range == null || !range.session().equals(transcript.sessionId())) {
                unfit.add(transcript.contactId());
                continue;
            }
            var sequences = sequences(transcript.items(), range);
            if (sequences.length == 0) {
                unfit.add(transcript.contactId());
                continue;
            }
            for (int i = 0; i < sequences.length; i++) {
                var item = transcript.items().get(i);
                if (stored.add(new SessionItem(range.session(), item.id()))) {
                    add(items, transcript, item, sequences[i]);
                }
                if (hasRow(item) && storedParticipants.add(item.participantId())) {
                    add(participants, range, item);
                }
            }
            newest.merge(
                    range.session(),
                    new Newest(
                            range.session(),
                            sequences[sequences.length - 1],
                            transcript.items().getLast().at()),
                    (one, two) -> one.sequence() > two.sequence() ? one : two);
        }
        participants.store(copies);
        items.store(copies);
        extend(newest.values());
        return unfit;
    }

    /** Returns those of the items that their sessions have already. */
    private Set<SessionItem> storedItems(List<ImportedTranscript> transcripts, Map<UUID, Range> ranges) {
        var sessions = new ArrayList<UUID>();
        var ids = new ArrayList<UUID>();
        for (var transcript : transcripts) {
            var range = ranges.get(transcript.contactId());
            if (range != null && range.hasItems()) {
                transcript.items().forEach(item -> {
                    sessions.add(range.session());
                    ids.add(item.id());
                });
            }
        }
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(jdbc.sql("""
                        select session_id, id
                        from transcript_item
                        join unnest(:sessions, :ids) as line (session_id, id) using (session_id, id)
                        """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> new SessionItem(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    private Set<UUID> storedParticipants(List<ImportedTranscript> transcripts) {
        var ids = transcripts.stream()
                .flatMap(transcript -> transcript.items().stream())
                .filter(TranscriptImportService::hasRow)
                .map(Line::participantId)
                .distinct()
                .toArray(UUID[]::new);
        return new HashSet<>(jdbc.sql("select id from participant where id = any (:ids)")
                .param("ids", ids)
                .query(UUID.class)
                .list());
    }

    private void extend(Collection<Newest> newest) {
        jdbc.sql("""
                        update chat_session
                        set next_sequence = greatest(next_sequence, line.sequence + 1),
                            last_item_at = greatest(last_item_at, line.at)
                        from json_to_recordset(cast(:newest as json)) as line (
                            session_id uuid, sequence bigint, at timestamptz)
                        where chat_session.id = line.session_id
                        """).param("newest", json.writeValueAsString(newest)).update();
    }

    private Map<UUID, Range> ranges(Collection<UUID> contacts) {
        var ranges = new HashMap<UUID, Range>();
        jdbc.sql("""
                        select contact.id, contact.session_id, session.started_at, session.ended_at,
                               contact.first_sequence, session.next_sequence > 1 as has_items,
                               (select min(later.first_sequence) - 1
                                from session_contact later
                                where later.session_id = contact.session_id and later.previous_contact_id is not null
                                  and later.first_sequence > contact.first_sequence) as last_sequence
                        from session_contact contact
                        join chat_session session on session.id = contact.session_id
                        where contact.id = any (:contacts) and session.ended_at is not null
                        """).param("contacts", contacts.toArray(UUID[]::new)).query(row -> {
            var last = row.getObject("last_sequence", Long.class);
            ranges.put(
                    row.getObject("id", UUID.class),
                    new Range(
                            row.getObject("session_id", UUID.class),
                            Timestamps.instant(row, "started_at"),
                            Timestamps.instant(row, "ended_at"),
                            row.getLong("first_sequence"),
                            last == null ? Long.MAX_VALUE : last,
                            row.getBoolean("has_items")));
        });
        return ranges;
    }

    /** Returns ascending numbers within the range, as near to the times as they can be; none if they do not fit. */
    private static long[] sequences(List<Line> items, Range range) {
        var count = items.size();
        if (range.last() - range.first() < count - 1) {
            return new long[0];
        }
        var sequences = new long[count];
        long next = range.first();
        for (int i = 0; i < count; i++) {
            long wanted = ImportedSequence.of(range.startedAt(), items.get(i).at());
            long highest = range.last() - (count - 1 - i);
            sequences[i] = Math.min(Math.max(wanted, next), highest);
            next = sequences[i] + 1;
        }
        return sequences;
    }

    private void add(CopyRows items, ImportedTranscript transcript, Line item, long sequence) {
        items.add(
                transcript.sessionId(),
                sequence,
                item.id(),
                transcript.contactId(),
                item.at(),
                item.type(),
                item.contentType(),
                item.content(),
                item.participantId(),
                item.displayName(),
                item.role(),
                item.attachments() == null ? null : json.writeValueAsString(item.attachments()));
    }

    private static boolean hasRow(Line item) {
        return item.participantId() != null && item.role() != null && WITH_ROW.contains(item.role());
    }

    private static void add(CopyRows participants, Range range, Line item) {
        var name = item.displayName();
        participants.add(
                item.participantId(),
                range.session(),
                item.role(),
                name == null || name.isEmpty() || name.length() > MAX_NAME ? item.role() : name,
                item.at(),
                item.at(),
                range.endedAt());
    }
}
