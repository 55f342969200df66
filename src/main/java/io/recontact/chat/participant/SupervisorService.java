package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Supervisors who monitor chats. A silent supervisor reads the chat; nobody sees it and it cannot write. A supervisor
 * who barges in joins as a participant. Monitoring ends when the last agent leaves, or when the supervisor disconnects.
 */
@Service
public class SupervisorService {

    /** "Up to five people can monitor the same conversation" (Administrator Guide, "Monitor live conversations"). */
    private static final int MAX_SUPERVISORS = 5;

    private final SupervisorRepository supervisors;
    private final ParticipantRepository participants;
    private final ParticipantConnectService connects;
    private final ParticipantDisconnectService disconnects;
    private final ParticipantAuthenticator authenticator;
    private final Clock clock;

    SupervisorService(
            SupervisorRepository supervisors,
            ParticipantRepository participants,
            ParticipantConnectService connects,
            ParticipantDisconnectService disconnects,
            ParticipantAuthenticator authenticator,
            Clock clock) {
        this.supervisors = supervisors;
        this.participants = participants;
        this.connects = connects;
        this.disconnects = disconnects;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /**
     * Lets a user monitor a chat silently. A user who monitors it already keeps its place, and may from now on barge in
     * or not, as the call says. The caller holds the lock of the session.
     *
     * @param id the id of the supervisor if it is new
     * @throws InvalidRequestException if no agent is connected, or the chat has ended
     * @throws ServiceQuotaExceededException if the chat has the maximum number of supervisors
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void monitor(
            SessionId session, ContactId contact, ParticipantId id, UUID user, String displayName, boolean mayBarge) {
        var present = find(user, contact);
        if (present.isPresent()) {
            var kept = present.get();
            supervisors.update(new Monitoring(contact, kept.participant(), kept.isSilent(), mayBarge));
            return;
        }
        if (participants.connected(session, Set.of(ParticipantRole.AGENT)).isEmpty()) {
            throw new InvalidRequestException("Contact %s is not connected to an agent".formatted(contact));
        }
        if (supervisors.count(session.value()) >= MAX_SUPERVISORS) {
            throw new ServiceQuotaExceededException(
                    "Contact %s has %d supervisors, the maximum".formatted(contact, MAX_SUPERVISORS));
        }
        if (!supervisors.insert(new Monitoring(contact, id, true, mayBarge), user, displayName, clock.instant())) {
            throw new InvalidRequestException("Contact %s has ended".formatted(contact));
        }
    }

    /**
     * Lets a supervisor join the chat that it monitors. Does nothing if it has joined. The caller holds the lock of the
     * session.
     *
     * @throws ResourceNotFoundException if the user does not monitor the contact
     * @throws InvalidRequestException if the user may not barge in
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Monitoring barge(UUID user, ContactId contact) {
        var monitoring = require(user, contact);
        if (!monitoring.isSilent()) {
            return monitoring;
        }
        if (!monitoring.mayBarge()) {
            throw new InvalidRequestException("User %s may monitor contact %s only silently".formatted(user, contact));
        }
        var joined = new Monitoring(contact, monitoring.participant(), false, true);
        supervisors.update(joined);
        connects.join(authenticator.requireActive(joined.participant()));
        return joined;
    }

    /** Ends the monitoring of a contact by a user, if it monitors it. The caller holds the lock of the session. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(UUID user, ContactId contact) {
        find(user, contact).ifPresent(monitoring -> disconnects.disconnect(monitoring.participant(), null));
    }

    /** Returns the chats that a user monitors now. */
    public List<Monitoring> monitoredBy(UUID user) {
        return supervisors.find(user);
    }

    /**
     * Returns how a user monitors a contact.
     *
     * @throws ResourceNotFoundException if it does not
     */
    public Monitoring require(UUID user, ContactId contact) {
        return find(user, contact)
                .orElseThrow(() ->
                        new ResourceNotFoundException("User %s does not monitor contact %s".formatted(user, contact)));
    }

    /** Returns whether a supervisor has left who was silent; the transcript then has no item of its leaving. */
    public boolean hasLeftSilently(ParticipantId supervisor) {
        return supervisors.hasLeftSilently(supervisor);
    }

    private Optional<Monitoring> find(UUID user, ContactId contact) {
        return supervisors.find(user).stream()
                .filter(monitoring -> monitoring.contact().equals(contact))
                .findFirst();
    }
}
