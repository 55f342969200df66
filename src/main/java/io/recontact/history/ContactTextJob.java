package io.recontact.history;

import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemsAppended;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the words of contacts up to date for the search of transcripts. Any number of nodes may run it at the same
 * time.
 */
@Component
class ContactTextJob {

    private static final int BATCH = 500;

    private final ContactTextRepository texts;
    private final TranscriptSearchProperties settings;
    private final Clock clock;

    /** When each active chat got the first message that this node has not added yet. */
    private final Map<SessionId, Instant> changed = new LinkedHashMap<>();

    ContactTextJob(ContactTextRepository texts, TranscriptSearchProperties settings, Clock clock) {
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Remembers that a chat has changed. Not in the database, so that a message costs it nothing. If this node is
     * killed, the next message of the chat, or its end, adds what it has forgotten.
     */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ItemsAppended event) {
        synchronized (changed) {
            changed.putIfAbsent(event.session(), clock.instant());
        }
    }

    @Scheduled(
            fixedDelayString = "${recontact.transcript-search.every:2s}",
            initialDelayString = "${recontact.transcript-search.every:2s}")
    void writeDue() {
        int written;
        do {
            texts.markOtherLanguages(BATCH);
            written = texts.writeDue(BATCH);
        } while (written == BATCH);
    }

    /** Adds the chats that have waited long enough and are still active. Most chats have ended by then. */
    @Scheduled(
            fixedDelayString = "${recontact.transcript-search.every:2s}",
            initialDelayString = "${recontact.transcript-search.every:2s}")
    void writeActive() {
        List<SessionId> sessions;
        do {
            sessions = takeWaiting();
            if (!sessions.isEmpty()) {
                texts.writeActive(sessions);
            }
        } while (sessions.size() == BATCH);
    }

    private List<SessionId> takeWaiting() {
        var latest = clock.instant().minus(settings.activeChatsAfter());
        var sessions = new ArrayList<SessionId>();
        synchronized (changed) {
            var waiting = changed.entrySet().iterator();
            while (sessions.size() < BATCH && waiting.hasNext()) {
                var next = waiting.next();
                if (!next.getValue().isAfter(latest)) {
                    sessions.add(next.getKey());
                    waiting.remove();
                }
            }
        }
        return sessions;
    }
}
