package io.recontact.transcript;

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
}
