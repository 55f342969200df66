package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.token.TokenService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.LogSampler;
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
public class ParticipantAuthenticator {

    private static final Logger log = LoggerFactory.getLogger(ParticipantAuthenticator.class);
    private final LogSampler sampler = new LogSampler(log);

    private final TokenService tokens;
    private final ParticipantRepository participants;
    private final MeterRegistry meters;
    private final Clock clock;

    ParticipantAuthenticator(
            TokenService tokens, ParticipantRepository participants, MeterRegistry meters, Clock clock) {
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
            throw refuse(DenialReason.NO_TOKEN, null);
        }
        return tokens.participant(token).orElseThrow(() -> refuseUnknown(token));
    }

    /**
     * Whose token it is, of a kind that expires. Whether the participant is still there is for {@link #admit}.
     *
     * @throws AccessDeniedException if it is no token of this kind, or has expired
     */
    public ParticipantId by(TokenType kind, @Nullable String token) {
        if (token == null) {
            throw refuse(DenialReason.NO_TOKEN, null);
        }
        var ticket = tokens.ticket(kind, token).orElseThrow(() -> refuseUnknown(token));
        var participant = new ParticipantId(ticket.subject());
        if (ticket.hasExpired(clock.instant())) {
            throw refuse(DenialReason.EXPIRED, participant);
        }
        return participant;
    }

    /**
     * The participant in its chat.
     *
     * @throws AccessDeniedException if it has left, or has not connected in time, or the chat has ended or should have
     */
    public ParticipantContext admit(ParticipantId participant) {
        var found = participants.find(participant).orElseThrow(() -> refuse(DenialReason.FORGOTTEN, participant));
        var now = clock.instant();
        if (found.endedAt() != null || !now.isBefore(found.expiresAt())) {
            throw refuse(DenialReason.ENDED, participant);
        }
        if (found.leftAt() != null) {
            throw refuse(DenialReason.LEFT, participant);
        }
        if (!found.isConnected() && found.connectBy() != null && !now.isBefore(found.connectBy())) {
            throw refuse(DenialReason.NOT_CONNECTED_IN_TIME, participant);
        }
        return found;
    }

    AccessDeniedException refuse(DenialReason reason, @Nullable ParticipantId participant) {
        if (sampler.lets(reason)) {
            log.info("Refused participant {}: {}", participant == null ? "unknown" : participant, reason);
        }
        Counter.builder("recontact.participants.refused")
                .description("Calls and websockets of participants refused, by reason")
                .tag("reason", reason.name())
                .register(meters)
                .increment();
        return new AccessDeniedException(reason.message());
    }

    private AccessDeniedException refuseUnknown(String token) {
        return refuse(tokens.kindOf(token).isPresent() ? DenialReason.WRONG_KIND : DenialReason.UNKNOWN_TOKEN, null);
    }
}
