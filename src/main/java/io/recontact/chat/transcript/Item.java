package io.recontact.chat.transcript;

import io.recontact.api.ParticipantRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcript item as clients receive it: in a page of GetTranscript, in a websocket frame or in a stream. Its members
 * are those of <a href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_Item.html">Item</a> in
 * the model; frames and streams also have the initial contact.
 *
 * @param contactId the contact of the item, if it belongs to the reader's session
 * @param relatedContactId the contact of the item, if it belongs to a past session
 * @param initialContactId the session, in frames and streams only
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

    /** An attached file. */
    public record Attachment(String attachmentId, String attachmentName, String contentType, String status) {}

    /** The receipts of a message, and how its processing has ended unless it was processed. */
    public record MessageMetadata(
            String messageId,
            @Nullable List<Receipt> receipts,
            @Nullable MessageProcessingStatus messageProcessingStatus) {}

    /** When one participant received and read a message. */
    public record Receipt(
            @Nullable String deliveredTimestamp, @Nullable String readTimestamp, String recipientParticipantId) {}
}
