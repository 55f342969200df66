package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.Sender;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A participant and its chat, as read in one statement.
 *
 * @param session the session, which has the id of its initial contact
 * @param contact the contact that the chat is in
 * @param connectedAt when the participant first connected; null if it has not joined
 * @param leftAt when the participant left; null if it has not
 * @param idleAt when the participant became idle; null if it is not
 * @param connectBy until when the participant may connect; null means as long as the chat lasts
 * @param isSilent whether it is a supervisor who only reads
 * @param endedAt when the chat ended; null if it has not
 * @param expiresAt the end of the duration of the chat
 * @param holdsMessages whether messages are held for a processor
 */
public record ParticipantContext(
        ParticipantId participant,
        ParticipantRole role,
        String displayName,
        SessionId session,
        InstanceId instance,
        ContactId contact,
        Set<String> supportedContentTypes,
        @Nullable Instant connectedAt,
        @Nullable Instant leftAt,
        @Nullable Instant idleAt,
        @Nullable Instant connectBy,
        boolean isSilent,
        @Nullable Instant endedAt,
        Instant expiresAt,
        boolean holdsMessages) {

    /** Copies the content types. */
    public ParticipantContext {
        supportedContentTypes = Set.copyOf(supportedContentTypes);
    }

    /** The participant as the sender of an item. */
    public Sender sender() {
        return new Sender(participant, displayName, role);
    }

    /** Returns whether the participant has joined. */
    public boolean isConnected() {
        return connectedAt != null;
    }
}
