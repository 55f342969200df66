package io.recontact.webhook.streaming;

import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The streams of chats. The statement of StartChatContact writes those that begin with their chat. */
interface StreamRepository extends Repository<ChatStream, StreamingId> {

    ChatStream save(ChatStream stream);

    /** The number of active streams of a session. */
    int countBySessionAndDoneAtIsNull(SessionId session);

    /**
     * Stops a stream if it is active.
     *
     * @return 0 if the session has no such stream, otherwise 1
     */
    @Modifying
    @Query("""
            update ChatStream s
            set s.doneAt = coalesce(s.doneAt, :now)
            where s.id = :id and s.session = :session
            """)
    int stop(SessionId session, StreamingId id, Instant now);

    /** The number of active streams whose last attempt failed. */
    @NativeQuery("select count(*) from chat_stream where done_at is null and failures > 0")
    long countFailing();
}
