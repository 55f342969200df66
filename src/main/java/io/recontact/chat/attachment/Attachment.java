package io.recontact.chat.attachment;

import io.recontact.api.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file at one moment of its way into a chat.
 *
 * @param session the session it belongs to
 * @param participant who uploads it
 * @param uploadUntil until when an upload may begin
 * @param completeUntil when it is removed, unless it has been completed
 * @param content what is or has been uploaded
 * @param uploadedAt since when the content is whole
 * @param sequence the place of its item in the transcript, once it has been completed
 */
record Attachment(
        AttachmentId id,
        SessionId session,
        UUID participant,
        String name,
        String contentType,
        long size,
        Instant uploadUntil,
        Instant completeUntil,
        @Nullable StoredContent content,
        @Nullable Instant uploadedAt,
        @Nullable Long sequence) {

    /** Whether its content is whole. */
    boolean isUploaded() {
        return uploadedAt != null;
    }

    /** Whether it is part of the transcript. */
    boolean isCompleted() {
        return sequence != null;
    }
}
