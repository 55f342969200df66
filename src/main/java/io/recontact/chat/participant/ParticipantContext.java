package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.Sender;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A participant and the chat it takes part in, at one moment.
 *
 * @param session the session, which is its initial contact
 * @param contact the segment that the chat is in
 * @param connectedAt when it connected first; it has not joined before
 * @param idleAt since when it has been idle, if it is
 * @param connectBy when it is out, or the chat over, unless somebody connects
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
        @Nullable Instant endedAt,
        Instant expiresAt) {

    /** Copies the types. */
    public ParticipantContext {
        supportedContentTypes = Set.copyOf(supportedContentTypes);
    }

    /** As the sender of an item. */
    public Sender sender() {
        return new Sender(participant.value(), displayName, role);
    }

    /** Whether it has joined. */
    public boolean isConnected() {
        return connectedAt != null;
    }
}
