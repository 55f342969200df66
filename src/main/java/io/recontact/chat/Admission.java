package io.recontact.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.wire.AccessDeniedException;
import io.recontact.wire.LogSampler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Lets participants in by their tokens. Whatever is wrong is a 403, as clients expect; the log and a metric tell what
 * it was.
 */
@Service
public class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private final LogSampler sampler = new LogSampler(log);

    private final Tokens tokens;
    private final Participants participants;
    private final MeterRegistry meters;
    private final Clock clock;

    Admission(Tokens tokens, Participants participants, MeterRegistry meters, Clock clock) {
        this.tokens = tokens;
        this.participants = participants;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Whose participant token it is. Whether the participant is still there is for {@link #admit}.
     *
     * @throws AccessDeniedException if it is no participant token
     */
    public ParticipantId byParticipantToken(@Nullable String token) {
        if (token == null) {
            throw refuse(Refusal.NO_TOKEN, null);
        }
        return tokens.participant(token).orElseThrow(() -> refuseUnknown(token));
    }

    /**
     * Whose token it is, of a kind that expires. Whether the participant is still there is for {@link #admit}.
     *
     * @throws AccessDeniedException if it is no token of this kind, or has expired
     */
    public ParticipantId by(TokenKind kind, @Nullable String token) {
        if (token == null) {
            throw refuse(Refusal.NO_TOKEN, null);
        }
        var ticket = tokens.ticket(kind, token).orElseThrow(() -> refuseUnknown(token));
        var participant = new ParticipantId(ticket.subject());
        if (ticket.hasExpired(clock.instant())) {
            throw refuse(Refusal.EXPIRED, participant);
        }
        return participant;
    }

    /**
     * The participant in its chat.
     *
     * @throws AccessDeniedException if it has left, or has not connected in time, or the chat has ended or should have
     */
    public Participation admit(ParticipantId participant) {
        var found = participants.find(participant).orElseThrow(() -> refuse(Refusal.FORGOTTEN, participant));
        var now = clock.instant();
        if (found.endedAt() != null || !now.isBefore(found.expiresAt())) {
            throw refuse(Refusal.ENDED, participant);
        }
        if (found.leftAt() != null) {
            throw refuse(Refusal.LEFT, participant);
        }
        if (!found.isConnected() && found.connectBy() != null && !now.isBefore(found.connectBy())) {
            throw refuse(Refusal.NOT_CONNECTED_IN_TIME, participant);
        }
        return found;
    }

    AccessDeniedException refuse(Refusal refusal, @Nullable ParticipantId participant) {
        if (sampler.lets(refusal)) {
            log.info("Refused participant {}: {}", participant == null ? "unknown" : participant, refusal);
        }
        Counter.builder("recontact.participants.refused")
                .description("Calls and websockets of participants refused, by reason")
                .tag("reason", refusal.name())
                .register(meters)
                .increment();
        return new AccessDeniedException(refusal.message());
    }

    private AccessDeniedException refuseUnknown(String token) {
        return refuse(tokens.kindOf(token).isPresent() ? Refusal.WRONG_KIND : Refusal.UNKNOWN_TOKEN, null);
    }
}
