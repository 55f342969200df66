package io.recontact.chat;

import io.recontact.wire.ParticipantRole;
import io.recontact.wire.SessionId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The bots that others have put into chats. */
@Component
public class CustomBots {

    private final Participants participants;

    CustomBots(Participants participants) {
        this.participants = participants;
    }

    /** Whether one is in a session. */
    public boolean isIn(SessionId session) {
        return !participants
                .connected(session, Set.of(ParticipantRole.CUSTOM_BOT))
                .isEmpty();
    }
}
