package io.recontact.chat.transcript;

import io.recontact.api.ParticipantRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcript item as clients see it: in a page of GetTranscript, in a websocket frame, in a stream. Its members are
 * those of the model's <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_Item.html">Item</a>; frames and streams
 * also carry the initial contact.
 *
 * @param contactId the contact it was sent in, if that belongs to the reader's own session
 * @param relatedContactId the contact it was sent in, if that belongs to a past session
 */
public record Item(
        String absoluteTime,
        @Nullable String content,
        @Nullable String contentType,
        String id,
        ItemType type,
        @Nullable String participantId,
        @Nullable String displayName,
        @Nullable ParticipantRole participantRole,
        @Nullable List<Attachment> attachments,
        @Nullable MessageMetadata messageMetadata,
        @Nullable String relatedContactId,
        @Nullable String contactId,
        @Nullable String initialContactId) {

    /** A file. */
    public record Attachment(String attachmentId, String attachmentName, String contentType, String status) {}

    /** Who has received and read a message. */
    public record MessageMetadata(String messageId, List<Receipt> receipts) {}

    /** That one participant has received, and maybe read, a message. */
    public record Receipt(
            @Nullable String deliveredTimestamp, @Nullable String readTimestamp, String recipientParticipantId) {}
}
