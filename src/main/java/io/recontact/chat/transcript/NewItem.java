package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.Iso8601Time;
import io.recontact.api.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item to append.
 *
 * @param sender absent where nobody did it, as with the end of a chat
 */
public record NewItem(
        UUID id,
        ItemType type,
        String contentType,
        @Nullable String content,
        @Nullable Sender sender,
        List<Item.Attachment> attachments) {

    /** Copies the attachments. */
    public NewItem {
        attachments = List.copyOf(attachments);
    }

    /** That something has happened. */
    public static NewItem event(UUID id, String contentType, @Nullable Sender sender) {
        return new NewItem(id, ItemType.EVENT, contentType, null, sender, List.of());
    }

    /** This item as one that is pushed to whoever is in a session, whose segment is {@code contact}, and not kept. */
    public EphemeralItem passing(SessionId session, ContactId contact, Instant at) {
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
