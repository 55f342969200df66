package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.Iso8601Time;
import io.recontact.api.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item to append.
 *
 * @param sender null for events without a participant, such as the end of a chat
 */
public record NewItem(
        ItemId id,
        ItemType type,
        String contentType,
        @Nullable String content,
        @Nullable Sender sender,
        List<Item.Attachment> attachments) {

    /** Copies the attachments. */
    public NewItem {
        attachments = List.copyOf(attachments);
    }

    /** Creates an event. */
    public static NewItem event(ItemId id, String contentType, @Nullable Sender sender) {
        return new NewItem(id, ItemType.EVENT, contentType, null, sender, List.of());
    }

    /** This item as one that is pushed and not stored, for a session that is in {@code contact}. */
    public EphemeralItem ephemeral(SessionId session, ContactId contact, Instant at) {
        return new EphemeralItem(
                session,
                new Item(
                        Iso8601Time.of(at),
                        content,
                        contentType,
                        id.toString(),
                        type,
                        sender == null ? null : sender.participant().toString(),
                        sender == null ? null : sender.displayName(),
                        sender == null ? null : sender.role(),
                        null,
                        null,
                        null,
                        contact.toString(),
                        session.toString()));
    }
}
