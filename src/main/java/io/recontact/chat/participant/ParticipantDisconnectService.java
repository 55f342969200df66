package io.recontact.chat.participant;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Sender;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Disconnects participants. The listeners of {@link ParticipantLeft} decide what follows for the contact. */
@Service
public class ParticipantDisconnectService {

    private static final String OPERATION = "DisconnectParticipant";

    private final ParticipantRepository participants;
    private final ParticipantContextRepository contexts;
    private final ParticipantAuthenticator authenticator;
    private final IdleTimerRepository timers;
    private final TranscriptRepository transcript;
    private final ClientTokenService tokens;
    private final ApplicationEventPublisher events;
    private final UuidV7Generator ids;
    private final Clock clock;

    ParticipantDisconnectService(
            ParticipantRepository participants,
            ParticipantContextRepository contexts,
            ParticipantAuthenticator authenticator,
            IdleTimerRepository timers,
            TranscriptRepository transcript,
            ClientTokenService tokens,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            Clock clock) {
        this.participants = participants;
        this.contexts = contexts;
        this.authenticator = authenticator;
        this.timers = timers;
        this.transcript = transcript;
        this.tokens = tokens;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Disconnects a participant. A repeat with the same ClientToken has no effect; without one it is denied, because
     * the participant has left.
     *
     * @throws AccessDeniedException if the participant has left before, or the chat has ended
     */
    @Transactional
    public void disconnect(ParticipantId participant, @Nullable String clientToken) {
        var claim = tokens.newClaim(participant.value(), OPERATION, clientToken, OPERATION);
        participants.lockContactOf(participant);
        // Under the lock no other participant joins or leaves, and a faster request with the same token has committed.
        if (tokens.findAnswer(claim).isPresent()) {
            return;
        }
        var context = authenticator.requireActive(participant);
        var now = clock.instant();
        participants.leave(participant, now);
        tokens.claim(claim, AnswerIds.of(participant.value())); // always succeeds under the lock
        if (context.isConnected()) {
            append(context.session(), ContentTypes.PARTICIPANT_LEFT, context.sender(), now);
        }
        if (context.role() == ParticipantRole.CUSTOMER) {
            disconnectWithCustomer(context.session(), now);
        }
        // The departure of an invited participant who never connected changes nothing for the others.
        if (context.isConnected() || context.role() == ParticipantRole.CUSTOMER) {
            endWithoutAgent(context.session(), now);
            var remaining = participants.connected(context.session(), Set.of(context.role()));
            events.publishEvent(new ParticipantLeft(
                    participant, context.session(), context.contact(), context.role(), remaining.size(), now));
        }
    }

    /**
     * Disconnects an agent who has transferred the chat. Publishes no {@link ParticipantLeft}, because the chat
     * continues in its next contact. The caller holds the lock of the session.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void transferOut(ParticipantId agent) {
        var now = clock.instant();
        var context = contexts.find(agent).orElseThrow();
        if (context.leftAt() != null) {
            return;
        }
        participants.leave(agent, now);
        if (context.isConnected()) {
            append(context.session(), ContentTypes.PARTICIPANT_LEFT, context.sender(), now);
        }
        append(context.session(), ContentTypes.TRANSFER_SUCCEEDED, context.sender(), now);
        endWithoutAgent(context.session(), now);
    }

    /**
     * "Timers run while an agent and the customer are connected", so not while the customer waits for the next agent.
     * Nor do supervisors stay: they monitor agents.
     */
    private void endWithoutAgent(SessionId session, Instant now) {
        if (participants.connected(session, Set.of(ParticipantRole.AGENT)).isEmpty()) {
            timers.stop(session);
            disconnectAll(session, Set.of(ParticipantRole.SUPERVISOR), now);
        }
    }

    /** Appends that a transfer by an agent has failed; the agent stays connected. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordTransferFailed(ParticipantId agent) {
        var context = contexts.find(agent).orElseThrow();
        append(context.session(), ContentTypes.TRANSFER_FAILED, context.sender(), clock.instant());
    }

    /** Disconnects all participants of some roles. */
    void disconnectAll(SessionId session, Set<ParticipantRole> roles, Instant now) {
        for (var participant : participants.leaveAll(session, roles, now)) {
            append(session, ContentTypes.PARTICIPANT_LEFT, participant, now);
        }
    }

    /** "A list of participant types to automatically disconnect when the end customer ends the chat session." */
    private void disconnectWithCustomer(SessionId session, Instant now) {
        var roles = participants.rolesLeavingWithCustomer(session.value()).stream()
                .map(ParticipantRole::valueOf)
                .collect(Collectors.toSet());
        disconnectAll(session, roles, now);
    }

    private void append(SessionId session, String contentType, Sender sender, Instant now) {
        transcript.append(session, NewItem.event(new ItemId(ids.next()), contentType, sender), now);
    }
}
