package io.recontact.chat.participant;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Connects agents to the chats of the contacts that they accept. */
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
     * Creates and connects an agent who accepts a contact from a queue. The quota of agents does not apply. The caller
     * holds the lock of the session.
     *
     * @throws InvalidRequestException if the contact has ended
     * @throws AccessDeniedException if the duration of the chat has expired
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void join(SessionId session, ParticipantId id, NewParticipant agent) {
        participantCreation.add(session, id, agent);
        connects.join(authenticator.requireActive(id));
    }
}
