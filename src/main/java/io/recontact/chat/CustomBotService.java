package io.recontact.chat;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The bots that others have put into chats. */
@Component
public class CustomBotService {

    private final ParticipantRepository participants;

    CustomBotService(ParticipantRepository participants) {
        this.participants = participants;
    }

    /** Whether one is in a session. */
    public boolean isIn(SessionId session) {
        return !participants
                .connected(session, Set.of(ParticipantRole.CUSTOM_BOT))
                .isEmpty();
    }
}
