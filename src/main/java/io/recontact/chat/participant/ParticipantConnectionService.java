package io.recontact.chat.participant;

import io.recontact.api.AccessDeniedException;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** Issues the connections of participants. Any number of them are valid at the same time. */
@Service
public class ParticipantConnectionService {

    /** "The connection token … valid for 1 day." */
    private static final Duration TOKEN_DURATION = Duration.ofDays(1);

    /** "The websocket URL … must be opened within 100 seconds." */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(100);

    /** When a client should request its next websocket; ChatJS does so after 59 minutes regardless. */
    private static final Duration WEBSOCKET_DURATION = Duration.ofHours(1);

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
     * Creates a connection. The participant joins when it opens its websocket or sends something.
     *
     * @throws AccessDeniedException if the participant has left or the chat has ended
     */
    public ParticipantConnection create(ParticipantId participant) {
        authenticator.requireActive(participant);
        return issue(participant);
    }

    /**
     * Creates a connection and connects the participant at once, without a websocket.
     *
     * @throws AccessDeniedException if the participant has left or the chat has ended
     */
    public ParticipantConnection createAndJoin(ParticipantId participant) {
        connects.join(authenticator.requireActive(participant));
        return issue(participant);
    }

    /** Issues the tokens of a connection for a participant who is known to be active. */
    public ParticipantConnection issue(ParticipantId participant) {
        var now = clock.instant();
        var tokenExpiry = now.plus(TOKEN_DURATION);
        return new ParticipantConnection(
                tokens.issue(TokenType.CONNECTION, participant.value(), tokenExpiry),
                tokenExpiry,
                tokens.issue(TokenType.WEBSOCKET, participant.value(), now.plus(OPEN_WITHIN)),
                now.plus(WEBSOCKET_DURATION));
    }
}
