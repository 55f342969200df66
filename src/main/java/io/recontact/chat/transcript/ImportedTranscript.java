package io.recontact.chat.transcript;

import io.recontact.api.ParticipantRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transcript of one contact of a chat that happened elsewhere.
 *
 * @param items at least one, in their order
 */
public record ImportedTranscript(UUID sessionId, UUID contactId, List<Line> items) {

    /** Copies the list. */
    public ImportedTranscript {
        items = List.copyOf(items);
    }

    /**
     * An item.
     *
     * @param type a type that is stored: MESSAGE, EVENT or ATTACHMENT
     */
    public record Line(
            UUID id,
            Instant at,
            ItemType type,
            String contentType,
            @Nullable String content,
            @Nullable UUID participantId,
            @Nullable String displayName,
            @Nullable ParticipantRole role,
            @Nullable List<Item.Attachment> attachments) {}
}
