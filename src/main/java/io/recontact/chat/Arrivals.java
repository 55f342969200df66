package io.recontact.chat;

import io.recontact.wire.AccessDeniedException;
import io.recontact.wire.InvalidRequestException;
import io.recontact.wire.SessionId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Agents who come into a chat because they have accepted its contact: they have joined at once. */
@Service
public class Arrivals {

    private final Invitations invitations;
    private final Joins joins;
    private final Admission admission;

    Arrivals(Invitations invitations, Joins joins, Admission admission) {
        this.invitations = invitations;
        this.joins = joins;
        this.admission = admission;
    }

    /**
     * Lets an agent in, whom no quota keeps out: a queue has brought it. The caller holds the lock of the session.
     *
     * @throws InvalidRequestException if the contact has ended
     * @throws AccessDeniedException if the chat should have ended by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(SessionId session, ParticipantId id, NewParticipant agent) {
        invitations.place(session, id, agent);
        joins.join(admission.admit(id));
    }
}
