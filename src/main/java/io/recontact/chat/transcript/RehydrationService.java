package io.recontact.chat.transcript;

import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ContentTypes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Associates past sessions with active chats. */
@Service
public class RehydrationService {

    private final ChatSessionRepository sessions;
    private final TranscriptRepository transcript;
    private final UuidV7Generator ids;

    RehydrationService(ChatSessionRepository sessions, TranscriptRepository transcript, UuidV7Generator ids) {
        this.sessions = sessions;
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
        var attached = sessions.attach(session, past, until, now) == 1;
        if (attached) {
            transcript.append(session, NewItem.event(new ItemId(ids.next()), ContentTypes.CHAT_REHYDRATED, null), now);
        }
        return attached;
    }
}
