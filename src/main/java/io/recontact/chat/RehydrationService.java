package io.recontact.chat;

import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Associates past sessions with active chats. */
@Service
public class RehydrationService {

    private final JdbcClient jdbc;
    private final TranscriptRepository transcript;
    private final UuidV7Generator ids;

    RehydrationService(JdbcClient jdbc, TranscriptRepository transcript, UuidV7Generator ids) {
        this.jdbc = jdbc;
        this.transcript = transcript;
        this.ids = ids;
    }

    /**
     * Links a session to the past one that it continues, and appends an event. Returns false if the session has a past
     * session already, or has ended.
     *
     * @param until the last item of the past session that participants can read; null means all
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean attach(SessionId session, SessionId past, @Nullable Long until, Instant now) {
        var attached = jdbc.sql("""
                        update chat_session
                        set past_session_id = :past, past_until = cast(:until as bigint)
                        where id = :session and past_session_id is null and ended_at is null and expires_at > :now
                        """)
                .param("session", session.value())
                .param("past", past.value())
                .param("until", until)
                .param("now", now)
                .update();
        if (attached == 1) {
            transcript.append(session, NewItem.event(new ItemId(ids.next()), ContentTypes.CHAT_REHYDRATED, null), now);
        }
        return attached == 1;
    }
}
