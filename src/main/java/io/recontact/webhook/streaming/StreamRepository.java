package io.recontact.webhook.streaming;

import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of streams, as they begin and stop. */
@Repository
class StreamRepository {

    /** As in the cloud service (Administrator Guide, "Enable real-time chat message streaming"). */
    private static final int MAX_PER_CHAT = 2;

    private final JdbcClient jdbc;
    private final TranscriptRepository transcript;
    private final ClientTokenService tokens;
    private final Clock clock;

    StreamRepository(JdbcClient jdbc, TranscriptRepository transcript, ClientTokenService tokens, Clock clock) {
        this.jdbc = jdbc;
        this.transcript = transcript;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Inserts a stream; false if the token has been used, and then nothing has changed.
     *
     * @throws InvalidRequestException if the chat has ended meanwhile
     * @throws LimitExceededException if the chat has as many streams as it may
     */
    @Transactional
    public boolean insert(StreamRow stream, ClientTokenClaim claim) {
        if (!tokens.claim(claim, AnswerIds.of(stream.id()))) {
            return false;
        }
        // The chat neither goes on nor ends meanwhile: so the stream will have its end, whatever it begins with, and of
        // two that are started at once each counts the other.
        if (!transcript.lock(stream.session())) {
            throw new InvalidRequestException("The chat of contact %s has ended".formatted(stream.session()));
        }
        requireRoom(stream.session());
        insert(stream);
        return true;
    }

    /** Inserts a stream of a chat that starts in the same transaction, so that nobody else sees it yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insertWithChat(StreamRow stream) {
        insert(stream);
    }

    private void insert(StreamRow stream) {
        jdbc.sql("""
                        insert into chat_stream (
                            id, session_id, instance_id, endpoint_arn, next_sequence, started_at, due_at)
                        values (:id, :session, :instance, :endpoint, :next, :now, :now)
                        """)
                .param("id", stream.id())
                .param("session", stream.session().value())
                .param("instance", stream.instance().value())
                .param("endpoint", stream.endpointArn())
                .param(
                        "next",
                        switch (stream.beginning()) {
                            case FIRST_ITEM -> 1L;
                            case NEXT_ITEM -> transcript.newest(stream.session()) + 1;
                        })
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void requireRoom(SessionId session) {
        var streams = jdbc.sql("select count(*) from chat_stream where session_id = :session and done_at is null")
                .param("session", session.value())
                .query(Integer.class)
                .single();
        if (streams >= MAX_PER_CHAT) {
            throw new LimitExceededException(
                    "The chat of contact %s has its %d streams".formatted(session, MAX_PER_CHAT));
        }
    }

    /** Stops a stream, if it goes on; false if the session has none of that id. */
    boolean stop(SessionId session, StreamingId stream) {
        return jdbc.sql("""
                                update chat_stream
                                set done_at = coalesce(done_at, :now)
                                where id = :id and session_id = :session
                                """)
                        .param("id", stream.value())
                        .param("session", session.value())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The streams that go on although their last attempt has failed. */
    long failing() {
        return jdbc.sql("select count(*) from chat_stream where done_at is null and failures > 0")
                .query(Long.class)
                .single();
    }
}
