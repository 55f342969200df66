package io.recontact.chat.message;

import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.MessageProcessingStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer of SendMessage and SendEvent.
 *
 * @param at the time of the item; of a message that is being processed, the time when it was sent
 * @param status how far a processor is with the message; null if it was processed, or has no processor
 */
public record SentItem(ItemId id, Instant at, @Nullable MessageProcessingStatus status) {

    static SentItem of(ItemId id, Instant at) {
        return new SentItem(id, at, null);
    }
}
