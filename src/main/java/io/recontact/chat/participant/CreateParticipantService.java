package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.token.TokenService;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.SessionId;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Participants that are asked into a chat that goes on, by the rules of the Administrator Guide, "Customize chat flow
 * experiences by integrating custom participants". They have joined when they connect.
 */
@Service
public class CreateParticipantService {

    /** "CreateParticipantConnection should be called within 15 seconds of calling CreateParticipant." */
    private static final Duration BOT_CONNECTS_WITHIN = Duration.ofSeconds(15);

    /** Who is there or may still come. */
    private record Present(boolean bot, boolean connectedAgent, int agents) {}

    private final ParticipantRepository participants;
    private final ClientTokenService clientTokens;
    private final TokenService tokens;
    private final ChatProperties limits;
    private final JdbcClient jdbc;
    private final Clock clock;

    CreateParticipantService(
            ParticipantRepository participants,
            ClientTokenService clientTokens,
            TokenService tokens,
            ChatProperties limits,
            JdbcClient jdbc,
            Clock clock) {
        this.participants = participants;
        this.clientTokens = clientTokens;
        this.tokens = tokens;
        this.limits = limits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Asks a participant in; false if the token has been used, and then nothing has changed.
     *
     * @throws ConflictException if it is a custom bot, and another is there or may still come, or an agent is there
     * @throws ServiceQuotaExceededException if it is an agent, and there are as many as there may be
     * @throws InvalidRequestException if the contact has ended
     */
    @Transactional
    public boolean invite(SessionId session, ParticipantId id, NewParticipant participant, ClientTokenClaim claim) {
        participants.lockContactOf(session);
        if (!clientTokens.claim(claim, AnswerIds.of(id.value()))) {
            return false;
        }
        requirePlace(present(session, clock.instant()), participant);
        place(session, id, participant);
        return true;
    }

    /**
     * Puts a participant into a chat whose lock the caller holds, however many there are. It has joined when it
     * connects.
     */
    void place(SessionId session, ParticipantId id, NewParticipant participant) {
        var now = clock.instant();
        if (!add(session, id, participant, now)) {
            throw new InvalidRequestException("Contact %s has ended".formatted(participant.contact()));
        }
    }

    /** What a participant that was asked in needs to connect. */
    public CreatedParticipant of(ParticipantId participant) {
        return jdbc.sql("""
                        select coalesce(connect_by, chat_session.expires_at)
                        from participant join chat_session on chat_session.id = session_id
                        where participant.id = :id
                        """)
                .param("id", participant.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(expiry -> new CreatedParticipant(participant, tokens.issue(participant), expiry.toInstant()))
                .orElseThrow(() -> new InvalidRequestException("The chat of the participant is no longer kept"));
    }

    private void requirePlace(Present present, NewParticipant participant) {
        switch (participant.role()) {
            case CUSTOM_BOT -> {
                if (present.connectedAgent()) {
                    throw new ConflictException("Contact %s has an agent, beside whom there is no custom participant"
                            .formatted(participant.contact()));
                }
                if (present.bot()) {
                    throw new ConflictException("Contact %s has a custom participant, and may have one only"
                            .formatted(participant.contact()));
                }
            }
            case AGENT -> {
                if (present.agents() >= limits.agentsPerChat()) {
                    throw new ServiceQuotaExceededException("Contact %s has %d agents, as many as it may have"
                            .formatted(participant.contact(), present.agents()));
                }
            }
            case CUSTOMER, SUPERVISOR, SYSTEM ->
                throw new IllegalArgumentException("Nobody is asked into a chat as " + participant.role());
        }
    }

    private Present present(SessionId session, Instant now) {
        return jdbc.sql("""
                        select coalesce(bool_or(role = 'CUSTOM_BOT' and (connected_at is not null or connect_by > :now)),
                                        false) as bot,
                               coalesce(bool_or(role = 'AGENT' and connected_at is not null), false) as connected_agent,
                               count(*) filter (where role = 'AGENT') as agents
                        from participant
                        where session_id = :session and left_at is null
                        """)
                .param("session", session.value())
                .param("now", now)
                .query(Present.class)
                .single();
    }

    private boolean add(SessionId session, ParticipantId id, NewParticipant participant, Instant now) {
        return jdbc.sql("""
                                insert into participant (id, session_id, role, display_name, created_at, connect_by)
                                select :id, chat_session.id, :role, :display_name, :now, cast(:connect_by as timestamptz)
                                from chat_session
                                where id = :session and current_contact_id = :contact
                                  and ended_at is null and expires_at > :now
                                """)
                        .param("id", id.value())
                        .param("session", session.value())
                        .param("contact", participant.contact().value())
                        .param("role", participant.role().name())
                        .param("display_name", participant.displayName())
                        .param("now", now)
                        .param("connect_by", connectBy(participant.role(), now))
                        .update()
                == 1;
    }

    private static @Nullable Instant connectBy(ParticipantRole role, Instant now) {
        return switch (role) {
            case CUSTOM_BOT -> now.plus(BOT_CONNECTS_WITHIN);
            case AGENT, CUSTOMER, SUPERVISOR, SYSTEM -> null; // as long as the chat lasts
        };
    }
}
