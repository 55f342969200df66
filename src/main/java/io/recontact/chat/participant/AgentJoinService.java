package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.SessionId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Agents who come into a chat because they have accepted its contact: they have joined at once. */
@Service
public class AgentJoinService {

    private final CreateParticipantService participantCreation;
    private final ParticipantConnectService connects;
    private final ParticipantAuthenticator authenticator;

    AgentJoinService(
            CreateParticipantService participantCreation,
            ParticipantConnectService connects,
            ParticipantAuthenticator authenticator) {
        this.participantCreation = participantCreation;
        this.connects = connects;
        this.authenticator = authenticator;
    }

    /**
     * Lets an agent in, whom no quota keeps out: a queue has brought it. The caller holds the lock of the session.
     *
     * @throws InvalidRequestException if the contact has ended
     * @throws AccessDeniedException if the chat should have ended by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(SessionId session, ParticipantId id, NewParticipant agent) {
        participantCreation.place(session, id, agent);
        connects.join(authenticator.admit(id));
    }
}
