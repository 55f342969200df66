package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.chat.ParticipantId;
import org.jspecify.annotations.Nullable;

/**
 * A chat that has started.
 *
 * @param continuedFrom the contact that a persistent chat continues from
 * @param stream the stream that began with the chat, if the request has an endpoint
 */
public record StartedChat(
        ContactId contact,
        ParticipantId participant,
        String participantToken,
        @Nullable ContactId continuedFrom,
        @Nullable StreamingId stream) {

    /** Returns the ids that repeats of the request get. Each repeat issues a new participant token. */
    AnswerIds answer() {
        return new AnswerIds(contact.value(), participant.value(), continuedFrom, stream);
    }

    SessionId session() {
        return new SessionId(contact.value());
    }
}
