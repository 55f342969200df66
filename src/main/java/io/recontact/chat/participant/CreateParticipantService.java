package io.recontact.chat.participant;

import io.recontact.api.ConflictException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.SessionId;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds participants to chats, by the rules of the Administrator Guide, "Customize chat flow experiences by integrating
 * custom participants". They join when they connect.
 */
@Service
public class CreateParticipantService {

    /** "CreateParticipantConnection should be called within 15 seconds of calling CreateParticipant." */
    private static final Duration BOT_CONNECTS_WITHIN = Duration.ofSeconds(15);

    private final ParticipantRepository participants;
    private final ClientTokenService clientTokens;
    private final TokenService tokens;
    private final ChatProperties limits;
    private final Clock clock;

    CreateParticipantService(
            ParticipantRepository participants,
            ClientTokenService clientTokens,
            TokenService tokens,
            ChatProperties limits,
            Clock clock) {
        this.participants = participants;
        this.clientTokens = clientTokens;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Adds a participant to a chat; returns false and changes nothing if the ClientToken was used before.
     *
     * @throws ConflictException for a custom bot if the chat has one, connected or not, or has a connected agent
     * @throws ServiceQuotaExceededException for an agent if the chat has the maximum number of agents
     * @throws InvalidRequestException if the contact has ended
     */
    @Transactional
    public boolean create(SessionId session, ParticipantId id, NewParticipant participant, ClientTokenClaim claim) {
        participants.lockContactOf(session);
        if (!clientTokens.claim(claim, AnswerIds.of(id.value()))) {
            return false;
        }
        requireRoom(participants.presence(session.value(), clock.instant()), participant);
        add(session, id, participant);
        return true;
    }

    /**
     * Adds a participant to a chat regardless of quotas. The caller holds the lock of the session.
     *
     * @throws InvalidRequestException if the contact has ended
     */
    void add(SessionId session, ParticipantId id, NewParticipant participant) {
        var now = clock.instant();
        var inserted = participants.insert(
                id.value(),
                session.value(),
                participant.contact().value(),
                participant.role().name(),
                participant.displayName(),
                now,
                connectBy(participant.role(), now));
        if (inserted == 0) {
            throw new InvalidRequestException("Contact %s has ended".formatted(participant.contact()));
        }
    }

    /**
     * Returns the credentials of a participant that was added.
     *
     * @throws InvalidRequestException if its chat is no longer stored
     */
    public CreatedParticipant credentials(ParticipantId participant) {
        return participants
                .tokenExpiry(participant.value())
                .map(expiry -> new CreatedParticipant(participant, tokens.issue(participant), expiry))
                .orElseThrow(() -> new InvalidRequestException("The chat of the participant is no longer stored"));
    }

    private void requireRoom(ParticipantRepository.Presence presence, NewParticipant participant) {
        switch (participant.role()) {
            case CUSTOM_BOT -> {
                if (presence.isConnectedAgent()) {
                    throw new ConflictException("Contact %s has an agent, so no custom participant can join"
                            .formatted(participant.contact()));
                }
                if (presence.isBot()) {
                    throw new ConflictException("Contact %s has a custom participant, and can have only one"
                            .formatted(participant.contact()));
                }
            }
            case AGENT -> {
                if (presence.getAgents() >= limits.agentsPerChat()) {
                    throw new ServiceQuotaExceededException("Contact %s has %d agents, the maximum"
                            .formatted(participant.contact(), presence.getAgents()));
                }
            }
            case CUSTOMER, SUPERVISOR, SYSTEM ->
                throw new IllegalArgumentException("No operation adds participants of role " + participant.role());
        }
    }

    private static @Nullable Instant connectBy(ParticipantRole role, Instant now) {
        return switch (role) {
            case CUSTOM_BOT -> now.plus(BOT_CONNECTS_WITHIN);
            case AGENT, CUSTOMER, SUPERVISOR, SYSTEM -> null; // as long as the chat lasts
        };
    }
}
