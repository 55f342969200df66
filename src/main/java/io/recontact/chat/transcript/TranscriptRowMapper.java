package io.recontact.chat.transcript;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads items from rows. */
@Component
class TranscriptRowMapper implements RowMapper<StoredItem> {

    static final String COLUMNS = """
            session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name,
            role, attachments, processing""";

    /** The items that are for everybody: not those that a processor has withheld. */
    static final String DELIVERED = "(processing is null or processing in ('PROCESSED', 'UNPROCESSED'))";

    private static final TypeReference<List<Item.Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private final JsonMapper json;

    TranscriptRowMapper(JsonMapper json) {
        this.json = json;
    }

    @Override
    public StoredItem mapRow(ResultSet row, int number) throws SQLException {
        return new StoredItem(
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getLong("sequence"),
                new ItemId(row.getObject("id", UUID.class)),
                new ContactId(row.getObject("contact_id", UUID.class)),
                instant(row, "created_at"),
                ItemType.valueOf(row.getString("type")),
                row.getString("content_type"),
                row.getString("content"),
                sender(row),
                attachments(row),
                processing(row));
    }

    private static @Nullable Sender sender(ResultSet row) throws SQLException {
        var participant = row.getObject("participant_id", UUID.class);
        return participant == null
                ? null
                : new Sender(
                        new ParticipantId(participant),
                        row.getString("display_name"),
                        ParticipantRole.valueOf(row.getString("role")));
    }

    private static @Nullable Processing processing(ResultSet row) throws SQLException {
        var text = row.getString("processing");
        return text == null ? null : Processing.valueOf(text);
    }

    private @Nullable List<Item.Attachment> attachments(ResultSet row) throws SQLException {
        var text = row.getString("attachments");
        return text == null ? null : json.readValue(text, ATTACHMENTS);
    }
}
