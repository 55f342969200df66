package io.recontact.webhook.streaming;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.contact.ChatStreaming;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and stops streams. */
@Service
class ChatStreamService implements ChatStreaming {

    /** The limit of the cloud service (Administrator Guide, "Enable real-time chat message streaming"). */
    private static final int MAX_PER_CHAT = 2;

    private final StreamingProperties settings;
    private final StreamRepository streams;
    private final TranscriptRepository transcript;
    private final ClientTokenService tokens;
    private final Clock clock;

    ChatStreamService(
            StreamingProperties settings,
            StreamRepository streams,
            TranscriptRepository transcript,
            ClientTokenService tokens,
            Clock clock) {
        this.settings = settings;
        this.streams = streams;
        this.transcript = transcript;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public void requireEndpoint(String arn) {
        settings.requireEndpoint(arn);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(StreamingId stream, SessionId session, InstanceId instance, String endpointArn) {
        save(new NewStream(stream, instance, session, endpointArn, StartFrom.FIRST_ITEM));
    }

    /**
     * Creates a stream of an active chat.
     *
     * @return false if the client token was used before; then nothing has changed
     * @throws InvalidRequestException if the chat has ended
     * @throws LimitExceededException if the chat has the maximum number of active streams
     */
    @Transactional
    public boolean create(NewStream stream, ClientTokenClaim claim) {
        if (!tokens.claim(claim, AnswerIds.of(stream.id().value()))) {
            return false;
        }
        var session = stream.session();
        // While the session is locked it neither grows nor ends, so the stream receives the end of the chat in any
        // case.
        // Concurrent starts of two streams take turns, so each counts the other.
        if (!transcript.lock(session)) {
            throw new InvalidRequestException("The chat of contact %s has ended".formatted(session));
        }
        requireBelowLimit(session);
        save(stream);
        return true;
    }

    private void save(NewStream stream) {
        var next = switch (stream.startFrom()) {
            case FIRST_ITEM -> 1L;
            case NEXT_ITEM -> transcript.newest(stream.session()) + 1;
        };
        streams.save(new ChatStream(stream, next, clock.instant()));
    }

    /**
     * Stops a stream if it is active.
     *
     * @return false if the session has no such stream
     */
    @Transactional
    public boolean stop(SessionId session, StreamingId stream) {
        return streams.stop(session, stream, clock.instant()) == 1;
    }

    private void requireBelowLimit(SessionId session) {
        if (streams.countBySessionAndDoneAtIsNull(session) >= MAX_PER_CHAT) {
            throw new LimitExceededException(
                    "The chat of contact %s has its %d streams".formatted(session, MAX_PER_CHAT));
        }
    }
}
