package io.recontact.chat.participant;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Answers which participants are connected to a chat. */
@Component
public class ConnectedParticipants {

    private static final Set<ParticipantRole> ALL_ROLES = Set.of(
            ParticipantRole.CUSTOMER, ParticipantRole.AGENT, ParticipantRole.CUSTOM_BOT, ParticipantRole.SUPERVISOR);

    private final ParticipantRepository participants;

    ConnectedParticipants(ParticipantRepository participants) {
        this.participants = participants;
    }

    /** The number of connected participants. */
    public int count(SessionId session) {
        return participants.connected(session, ALL_ROLES).size();
    }

    /** Returns whether messages of a content type are among those that the chat supports. */
    public boolean supports(SessionId session, String contentType) {
        return participants.supports(session.value(), contentType);
    }

    /** Returns whether a custom bot is connected. */
    public boolean hasCustomBot(SessionId session) {
        return !participants
                .connected(session, Set.of(ParticipantRole.CUSTOM_BOT))
                .isEmpty();
    }
}
