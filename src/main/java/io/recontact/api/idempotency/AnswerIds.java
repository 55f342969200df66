package io.recontact.api.idempotency;

import io.recontact.api.ContactId;
import io.recontact.api.StreamingId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids in the answer to a request, stored so that repeats of the request get the same answer.
 *
 * @param id what the request created or changed
 * @param participant the customer; null unless the request started a chat
 * @param continuedFrom the contact that the new chat continues from; null unless the chat is persistent
 * @param stream the stream of the new chat; null unless the request asked for one
 */
public record AnswerIds(
        UUID id,
        @Nullable UUID participant,
        @Nullable ContactId continuedFrom,
        @Nullable StreamingId stream) {

    /** Returns an answer with a single id. */
    public static AnswerIds of(UUID id) {
        return new AnswerIds(id, null, null, null);
    }

    /** Reads the column {@code answer}: the components in order, absent ones as null. */
    static AnswerIds of(@Nullable UUID[] stored) {
        if (stored.length != 4 || stored[0] == null) {
            throw new IllegalStateException("A stored answer has %d ids".formatted(stored.length));
        }
        return new AnswerIds(
                stored[0],
                stored[1],
                stored[2] == null ? null : new ContactId(stored[2]),
                stored[3] == null ? null : new StreamingId(stored[3]));
    }

    /** Returns the value of the column {@code answer}. */
    @Nullable UUID[] stored() {
        return new @Nullable UUID[] {
            id,
            participant,
            continuedFrom == null ? null : continuedFrom.value(),
            stream == null ? null : stream.value()
        };
    }
}
