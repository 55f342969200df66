package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.token.TokenService;
import io.recontact.api.AccessDeniedException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** Connections of participants to their chat. Any number of them are good at once. */
@Service
public class ParticipantConnectionService {

    /** "The connection token … valid for 1 day." */
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    /** "The websocket URL … must be opened within 100 seconds." */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(100);

    /** When a client is to ask for its next websocket; ChatJS does so by itself after 59 minutes. */
    private static final Duration WEBSOCKET_LIFE = Duration.ofHours(1);

    private final TokenService tokens;
    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectService connects;
    private final Clock clock;

    ParticipantConnectionService(
            TokenService tokens,
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            Clock clock) {
        this.tokens = tokens;
        this.authenticator = authenticator;
        this.connects = connects;
        this.clock = clock;
    }

    /**
     * Opens a way in. The participant joins when it opens its websocket, or says something.
     *
     * @throws AccessDeniedException if it is no longer in the chat, or the chat has ended
     */
    public ParticipantConnection create(ParticipantId participant) {
        authenticator.admit(participant);
        return issue(participant);
    }

    /**
     * Opens a way in and lets the participant join, without a websocket.
     *
     * @throws AccessDeniedException if it is no longer in the chat, or the chat has ended
     */
    public ParticipantConnection createAndJoin(ParticipantId participant) {
        connects.join(authenticator.admit(participant));
        return issue(participant);
    }

    /** The tokens of a connection, for a participant that is known to be there. */
    public ParticipantConnection issue(ParticipantId participant) {
        var now = clock.instant();
        var tokenExpiry = now.plus(TOKEN_LIFE);
        return new ParticipantConnection(
                tokens.issue(TokenType.CONNECTION, participant.value(), tokenExpiry),
                tokenExpiry,
                tokens.issue(TokenType.WEBSOCKET, participant.value(), now.plus(OPEN_WITHIN)),
                now.plus(WEBSOCKET_LIFE));
    }
}
