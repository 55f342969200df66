package io.recontact.chat.participant;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.LogSampler;
import io.recontact.api.TaggedCounter;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Authenticates participants by their tokens. Rejects every invalid token with 403, as clients expect; the reason goes
 * to the log and a metric.
 */
@Service
public class ParticipantAuthenticator {

    private static final Logger log = LoggerFactory.getLogger(ParticipantAuthenticator.class);
    private final LogSampler sampler = new LogSampler(log);

    private final TokenService tokens;
    private final ParticipantContextRepository participants;
    private final TaggedCounter refusals;
    private final Clock clock;

    ParticipantAuthenticator(
            TokenService tokens, ParticipantContextRepository participants, MeterRegistry meters, Clock clock) {
        this.tokens = tokens;
        this.participants = participants;
        this.refusals = new TaggedCounter(
                meters,
                "recontact.participants.refused",
                "Calls and websockets of participants refused, by reason",
                "reason",
                (Object[]) DenialReason.values());
        this.clock = clock;
    }

    /**
     * Returns the participant of a participant token. {@link #requireActive} checks whether it is still in the chat.
     *
     * @throws AccessDeniedException if the token is not a participant token of this service
     */
    public ParticipantId verifyParticipantToken(@Nullable String token) {
        if (token == null) {
            throw deny(DenialReason.NO_TOKEN, null);
        }
        return tokens.verifyParticipantToken(token).orElseThrow(() -> denyUnknown(token));
    }

    /**
     * Returns the participant of a token with an expiry. {@link #requireActive} checks whether it is still in the chat.
     *
     * @throws AccessDeniedException if the token is not of this type and service, or has expired
     */
    public ParticipantId verify(TokenType type, @Nullable String token) {
        if (token == null) {
            throw deny(DenialReason.NO_TOKEN, null);
        }
        var verified = tokens.verify(type, token).orElseThrow(() -> denyUnknown(token));
        var participant = new ParticipantId(verified.subject());
        if (verified.hasExpired(clock.instant())) {
            throw deny(DenialReason.EXPIRED, participant);
        }
        return participant;
    }

    /**
     * Returns a participant who is in its chat or may still connect.
     *
     * @throws AccessDeniedException if it has left or did not connect in time, or if the chat has ended or its duration
     *     has expired
     */
    public ParticipantContext requireActive(ParticipantId participant) {
        var found = participants.find(participant).orElseThrow(() -> deny(DenialReason.FORGOTTEN, participant));
        var now = clock.instant();
        if (found.endedAt() != null || !now.isBefore(found.expiresAt())) {
            throw deny(DenialReason.ENDED, participant);
        }
        if (found.leftAt() != null) {
            throw deny(DenialReason.LEFT, participant);
        }
        if (!found.isConnected() && found.connectBy() != null && !now.isBefore(found.connectBy())) {
            throw deny(DenialReason.NOT_CONNECTED_IN_TIME, participant);
        }
        return found;
    }

    /**
     * Returns a participant who has been in a chat, whether it is still there or not.
     *
     * @throws AccessDeniedException if the participant is no longer kept
     */
    public ParticipantContext requireKnown(ParticipantId participant) {
        return participants.find(participant).orElseThrow(() -> deny(DenialReason.FORGOTTEN, participant));
    }

    AccessDeniedException deny(DenialReason reason, @Nullable ParticipantId participant) {
        if (sampler.lets(reason)) {
            log.info("Refused participant {}: {}", participant == null ? "unknown" : participant, reason);
        }
        refusals.increment(reason);
        return new AccessDeniedException(reason.message());
    }

    private AccessDeniedException denyUnknown(String token) {
        if (tokens.isOfAnotherCell(token)) {
            return deny(DenialReason.OTHER_CELL, null);
        }
        return deny(tokens.typeOf(token).isPresent() ? DenialReason.WRONG_KIND : DenialReason.UNKNOWN_TOKEN, null);
    }
}
