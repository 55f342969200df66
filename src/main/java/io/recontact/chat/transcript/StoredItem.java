package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.Iso8601Time;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.Item.MessageMetadata;
import io.recontact.chat.transcript.Item.Receipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a transcript.
 *
 * @param session the session that it was appended to
 * @param sequence its position in the transcript of the session; gaps have no meaning
 * @param contact the contact that the chat was in
 * @param processing how a processor has decided the message; null for all other items
 */
public record StoredItem(
        SessionId session,
        long sequence,
        ItemId id,
        ContactId contact,
        Instant at,
        ItemType type,
        String contentType,
        @Nullable String content,
        @Nullable Sender sender,
        @Nullable List<Item.Attachment> attachments,
        @Nullable Processing processing) {

    /** The content type of the last event of every transcript. */
    public static final String CHAT_ENDED = "application/vnd.amazonaws.connect.event.chat.ended";

    /** Returns whether this item is the end of the chat. */
    public boolean endsChat() {
        return contentType.equals(CHAT_ENDED);
    }

    /** Returns whether a processor has withheld this message, so that only its sender sees it. */
    public boolean isWithheld() {
        return processing != null && processing.isWithheld();
    }

    /** Returns how the processing of this message has ended; null if it was processed, or not to be processed. */
    public @Nullable MessageProcessingStatus processingStatus() {
        return processing == null ? null : processing.status();
    }

    /** The item as it is pushed to the participants of its session. */
    public Item pushed() {
        return item(metadata(null), null, contact.toString(), session.toString());
    }

    /** The item in a page for participants of its own session. */
    Item current(@Nullable List<Receipt> receipts) {
        return item(metadata(receipts), null, contact.toString(), null);
    }

    /** The item in a page for participants of a session that continues this one. */
    Item past(@Nullable List<Receipt> receipts) {
        return item(metadata(receipts), contact.toString(), null, null);
    }

    private @Nullable MessageMetadata metadata(@Nullable List<Receipt> receipts) {
        var status = processingStatus();
        return receipts == null && status == null ? null : new MessageMetadata(id.toString(), receipts, status);
    }

    private Item item(
            @Nullable MessageMetadata metadata,
            @Nullable String relatedContactId,
            @Nullable String contactId,
            @Nullable String initialContactId) {
        return new Item(
                Iso8601Time.of(at),
                content,
                contentType,
                id.toString(),
                type,
                sender == null ? null : sender.participant().toString(),
                sender == null ? null : sender.displayName(),
                sender == null ? null : sender.role(),
                attachments,
                metadata,
                relatedContactId,
                contactId,
                initialContactId);
    }
}
