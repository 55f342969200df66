package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.transcript.TranscriptRepository;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells other modules of this node which sessions have new items. It is woken by the notifications that wake
 * websockets, on any node, and repairs lost ones by the same poll. Listeners read the transcript themselves.
 */
@Component
public class SessionChanges {

    private final TranscriptRepository transcript;
    private final Map<SessionId, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private final Map<SessionId, Long> announced = new ConcurrentHashMap<>();

    SessionChanges(TranscriptRepository transcript) {
        this.transcript = transcript;
    }

    /** Hears of the sessions that it was added to. Its methods must return quickly, and must not read the database. */
    public interface Listener {

        /** A session may have new items. Repeats without new items are possible. */
        void changed(SessionId session);

        /**
         * An item was pushed that is in no transcript.
         *
         * @param item the item as JSON, as participants receive it
         */
        void pushed(SessionId session, String item);
    }

    /** Adds a listener to a session. Adding it again has no effect. */
    public void add(SessionId session, Listener listener) {
        listeners.compute(session, (_, present) -> {
            var all = present == null ? new CopyOnWriteArraySet<Listener>() : present;
            all.add(listener);
            return all;
        });
    }

    /** Removes a listener from a session. */
    public void remove(SessionId session, Listener listener) {
        listeners.computeIfPresent(session, (_, all) -> {
            all.remove(listener);
            if (!all.isEmpty()) {
                return all;
            }
            announced.remove(session);
            return null;
        });
    }

    void wake(SessionId session) {
        listeners.getOrDefault(session, Set.of()).forEach(listener -> listener.changed(session));
    }

    void deliverEphemeral(SessionId session, String item) {
        listeners.getOrDefault(session, Set.of()).forEach(listener -> listener.pushed(session, item));
    }

    void wakeAll() {
        listeners.keySet().forEach(this::wake);
    }

    /** Finds sessions that have new items, but had no notification. */
    @Scheduled(fixedDelayString = "${recontact.delivery.poll-every:5s}")
    void poll() {
        var listened = Set.copyOf(listeners.keySet());
        if (listened.isEmpty()) {
            return;
        }
        transcript.newest(listened).forEach((session, newest) -> {
            if (!newest.equals(announced.put(session, newest))) {
                wake(session);
            }
        });
        announced.keySet().retainAll(listeners.keySet());
    }
}
