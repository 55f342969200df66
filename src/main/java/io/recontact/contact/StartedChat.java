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
 * @param continuedFrom the contact it continues from, if it is a persistent chat
 * @param stream the stream that has begun with it, if one was asked for
 */
public record StartedChat(
        ContactId contact,
        ParticipantId participant,
        String participantToken,
        @Nullable ContactId continuedFrom,
        @Nullable StreamingId stream) {

    /** What the repeats of the request get; a token is issued anew for each. */
    AnswerIds answer() {
        return new AnswerIds(contact.value(), participant.value(), continuedFrom, stream);
    }

    SessionId session() {
        return new SessionId(contact.value());
    }
}
