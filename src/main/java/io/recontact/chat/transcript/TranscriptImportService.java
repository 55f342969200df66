package io.recontact.chat.transcript;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.ParticipantRole;
import io.recontact.api.Timestamps;
import io.recontact.chat.transcript.ImportedTranscript.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
 * Stores chats that happened elsewhere, many in one statement. The caller has the transaction and has locked the first
 * contacts. Plain JDBC: a batch is one JSON document, which PostgreSQL reads as rows.
 *
 * <p>Transcripts of the contacts of a chat come in any order, so an item cannot take the next sequence number. Its
 * number follows from its time, as {@code imported_sequence} computes it (docs/decisions/0033). The numbers of a
 * contact begin with its {@code first_sequence} and end before that of the next contact.
 */
@Service
public class TranscriptImportService {

    /** The columns of rows that are read from JSON. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ItemRow(
            UUID sessionId,
            long sequence,
            UUID id,
            UUID contactId,
            @JsonSerialize(using = ToStringSerializer.class) Instant createdAt,
            ItemType type,
            String contentType,
            @Nullable String content,
            @Nullable UUID participantId,
            @Nullable String displayName,
            @Nullable ParticipantRole role,
            @Nullable List<Item.Attachment> attachments) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record ParticipantRow(
            UUID id,
            UUID sessionId,
            ParticipantRole role,
            String displayName,
            @JsonSerialize(using = ToStringSerializer.class) Instant createdAt,
            @JsonSerialize(using = ToStringSerializer.class) Instant leftAt) {}

    /** The numbers that the items of a contact may have. */
    private record Range(UUID session, Instant startedAt, Instant endedAt, long first, long last) {}

    /** Rows of a participant are for those who could connect. A flow has none, and one of a supervisor names a user. */
    private static final Set<ParticipantRole> WITH_ROW =
            Set.of(ParticipantRole.CUSTOMER, ParticipantRole.AGENT, ParticipantRole.CUSTOM_BOT);

    private static final int MAX_NAME = 256;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TranscriptImportService(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores the sessions of chats, or extends them by later contacts. The contacts are stored already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insertSessions(UUID instance, List<ImportedSession> contacts) {
        var first = contacts.stream()
                .filter(contact -> contact.contactId().equals(contact.sessionId()))
                .toList();
        var later = contacts.stream()
                .filter(contact -> !contact.contactId().equals(contact.sessionId()))
                .toList();
        if (!first.isEmpty()) {
            jdbc.sql("""
                            insert into chat_session (
                                id, instance_id, current_contact_id, supported_content_types,
                                disconnect_on_customer_exit, next_sequence, slot, started_at, last_item_at, expires_at,
                                ended_at)
                            select session_id, :instance, session_id, '{text/plain}', '{}', 1, 0, started_at,
                                   started_at, ended_at, ended_at
                            from json_to_recordset(cast(:contacts as json)) as line (
                                session_id uuid, started_at timestamptz, ended_at timestamptz)
                            """)
                    .param("instance", instance)
                    .param("contacts", json.writeValueAsString(first))
                    .update();
        }
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
        var unfit = new HashSet<UUID>();
        var items = new ArrayList<ItemRow>();
        var participants = new LinkedHashMap<UUID, ParticipantRow>();
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
                items.add(row(transcript, item, sequences[i]));
                note(participants, range, item);
            }
        }
        write(items, List.copyOf(participants.values()));
        return unfit;
    }

    private void write(List<ItemRow> items, List<ParticipantRow> participants) {
        jdbc.sql("""
                        insert into participant (id, session_id, role, display_name, created_at, connected_at, left_at)
                        select id, session_id, role, display_name, created_at, created_at, left_at
                        from json_populate_recordset(null::participant, cast(:participants as json)) line
                        on conflict (id) do nothing
                        """)
                .param("participants", json.writeValueAsString(participants))
                .update();
        // Only a repeated id is ignored. A number that is taken is an error, so that no item is lost.
        jdbc.sql("""
                        insert into transcript_item (
                            session_id, sequence, id, contact_id, created_at, type, content_type, content,
                            participant_id, display_name, role, attachments)
                        select session_id, sequence, id, contact_id, created_at, type, content_type, content,
                               participant_id, display_name, role, attachments
                        from json_populate_recordset(null::transcript_item, cast(:items as json)) line
                        on conflict (session_id, id) do nothing
                        """).param("items", json.writeValueAsString(items)).update();
        var newest = new HashMap<UUID, ItemRow>();
        items.forEach(item ->
                newest.merge(item.sessionId(), item, (one, two) -> one.sequence() > two.sequence() ? one : two));
        jdbc.sql("""
                        update chat_session
                        set next_sequence = greatest(next_sequence, line.sequence + 1),
                            last_item_at = greatest(last_item_at, line.created_at)
                        from json_populate_recordset(null::transcript_item, cast(:newest as json)) line
                        where chat_session.id = line.session_id
                        """).param("newest", json.writeValueAsString(newest.values())).update();
    }

    private Map<UUID, Range> ranges(Collection<UUID> contacts) {
        var ranges = new HashMap<UUID, Range>();
        jdbc.sql("""
                        select contact.id, contact.session_id, session.started_at, session.ended_at,
                               contact.first_sequence,
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
                            last == null ? Long.MAX_VALUE : last));
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

    private static ItemRow row(ImportedTranscript transcript, Line item, long sequence) {
        return new ItemRow(
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
                item.attachments());
    }

    private static void note(Map<UUID, ParticipantRow> participants, Range range, Line item) {
        var id = item.participantId();
        var role = item.role();
        if (id == null || role == null || !WITH_ROW.contains(role)) {
            return;
        }
        var name = item.displayName();
        participants.putIfAbsent(
                id,
                new ParticipantRow(
                        id,
                        range.session(),
                        role,
                        name == null || name.isEmpty() || name.length() > MAX_NAME ? role.name() : name,
                        item.at(),
                        range.endedAt()));
    }
}
