package io.recontact.chat;

import io.recontact.wire.AccessDeniedException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** Connections of participants to their chat. Any number of them are good at once. */
@Service
public class Connections {

    /** "The connection token … valid for 1 day." */
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    /** "The websocket URL … must be opened within 100 seconds." */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(100);

    /** When a client is to ask for its next websocket; ChatJS does so by itself after 59 minutes. */
    private static final Duration WEBSOCKET_LIFE = Duration.ofHours(1);

    private final Tokens tokens;
    private final Admission admission;
    private final Joins joins;
    private final Clock clock;

    Connections(Tokens tokens, Admission admission, Joins joins, Clock clock) {
        this.tokens = tokens;
        this.admission = admission;
        this.joins = joins;
        this.clock = clock;
    }

    /**
     * Opens a way in. The participant joins when it opens its websocket, or says something.
     *
     * @throws AccessDeniedException if it is no longer in the chat, or the chat has ended
     */
    public Connection create(ParticipantId participant) {
        admission.admit(participant);
        return issue(participant);
    }

    /**
     * Opens a way in and lets the participant join, without a websocket.
     *
     * @throws AccessDeniedException if it is no longer in the chat, or the chat has ended
     */
    public Connection createAndJoin(ParticipantId participant) {
        joins.join(admission.admit(participant));
        return issue(participant);
    }

    /** The tokens of a connection, for a participant that is known to be there. */
    public Connection issue(ParticipantId participant) {
        var now = clock.instant();
        var tokenExpiry = now.plus(TOKEN_LIFE);
        return new Connection(
                tokens.issue(TokenKind.CONNECTION, participant.value(), tokenExpiry),
                tokenExpiry,
                tokens.issue(TokenKind.WEBSOCKET, participant.value(), now.plus(OPEN_WITHIN)),
                now.plus(WEBSOCKET_LIFE));
    }
}
