package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.ContentTypes;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Sender;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Participants leaving. What that means for the contact is for those who hear {@link ParticipantLeft}. */
@Service
public class ParticipantDisconnectService {

    private static final String OPERATION = "DisconnectParticipant";

    private final ParticipantRepository participants;
    private final ParticipantAuthenticator authenticator;
    private final IdleTimerRepository timers;
    private final TranscriptRepository transcript;
    private final ClientTokenService tokens;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final UuidV7Generator ids;
    private final Clock clock;

    ParticipantDisconnectService(
            ParticipantRepository participants,
            ParticipantAuthenticator authenticator,
            IdleTimerRepository timers,
            TranscriptRepository transcript,
            ClientTokenService tokens,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            Clock clock) {
        this.participants = participants;
        this.authenticator = authenticator;
        this.timers = timers;
        this.transcript = transcript;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Disconnects a participant. A repeat with the same token has no effect; one without is refused, as the participant
     * is gone.
     *
     * @throws AccessDeniedException if it has left before, or the chat has ended
     */
    @Transactional
    public void leave(ParticipantId participant, @Nullable String clientToken) {
        var claim = tokens.newClaim(participant.value(), OPERATION, clientToken, OPERATION);
        participants.lockContactOf(participant);
        // From here on nobody comes or goes, and a twin that was faster is done.
        if (tokens.findAnswer(claim).isPresent()) {
            return;
        }
        var participation = authenticator.admit(participant);
        var now = clock.instant();
        participants.leave(participant, now);
        tokens.claim(claim, AnswerIds.of(participant.value())); // which nobody else can meanwhile
        if (participation.isConnected()) {
            append(participation.session(), ContentTypes.PARTICIPANT_LEFT, participation.sender(), now);
        }
        if (participation.role() == ParticipantRole.CUSTOMER) {
            disconnectWithCustomer(participation.session(), now);
        }
        // Somebody who was only asked in leaves nobody behind.
        if (participation.isConnected() || participation.role() == ParticipantRole.CUSTOMER) {
            stopTimersWithoutAgent(participation.session());
            var remaining = participants.connected(participation.session(), Set.of(participation.role()));
            events.publishEvent(new ParticipantLeft(
                    participant,
                    participation.session(),
                    participation.contact(),
                    participation.role(),
                    remaining.size(),
                    now));
        }
    }

    /**
     * Lets an agent go whose chat goes on with somebody else: no {@link ParticipantLeft} tells that the chat has lost
     * its agent. The caller holds the lock of the session.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void transferOut(ParticipantId agent) {
        var now = clock.instant();
        var participation = participants.find(agent).orElseThrow();
        if (participation.leftAt() != null) {
            return;
        }
        participants.leave(agent, now);
        if (participation.isConnected()) {
            append(participation.session(), ContentTypes.PARTICIPANT_LEFT, participation.sender(), now);
        }
        append(participation.session(), ContentTypes.TRANSFER_SUCCEEDED, participation.sender(), now);
        stopTimersWithoutAgent(participation.session());
    }

    /** "Timers run while an agent and the customer are connected": not while the customer waits for the next agent. */
    private void stopTimersWithoutAgent(SessionId session) {
        if (participants.connected(session, Set.of(ParticipantRole.AGENT)).isEmpty()) {
            timers.stop(session);
        }
    }

    /** Tells that an agent has tried to hand its chat on, and stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordTransferFailed(ParticipantId agent) {
        var participation = participants.find(agent).orElseThrow();
        append(participation.session(), ContentTypes.TRANSFER_FAILED, participation.sender(), clock.instant());
    }

    /** Disconnects all participants of some roles, whom somebody else's coming or going puts out. */
    void disconnectAll(SessionId session, Set<ParticipantRole> roles, Instant now) {
        for (var participant : participants.leaveAll(session, roles, now)) {
            append(session, ContentTypes.PARTICIPANT_LEFT, participant, now);
        }
    }

    /** "A list of participant types to automatically disconnect when the end customer ends the chat session." */
    private void disconnectWithCustomer(SessionId session, Instant now) {
        var roles = jdbc.sql("select disconnect_on_customer_exit from chat_session where id = :session")
                .param("session", session.value())
                .query((row, _) -> Stream.of((String[]) row.getArray(1).getArray())
                        .map(ParticipantRole::valueOf)
                        .collect(Collectors.toSet()))
                .single();
        disconnectAll(session, roles, now);
    }

    private void append(SessionId session, String contentType, Sender sender, Instant now) {
        transcript.append(session, NewItem.event(ids.next(), contentType, sender), now);
    }
}
