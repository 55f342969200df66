package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.transcript.TranscriptRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The sessions that somebody on this node listens to. */
@Component
class SessionSubscriptions {

    /** How many rooms may read at once: delivery must not keep requests from their connections. */
    private static final int READERS = 4;

    private final TranscriptRepository transcript;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final PushProperties settings;
    private final JdbcClient jdbc;
    private final Semaphore readers = new Semaphore(READERS);
    private final Map<SessionId, SessionBroadcaster> rooms = new ConcurrentHashMap<>();

    SessionSubscriptions(
            TranscriptRepository transcript,
            WebSocketFrames frames,
            PushMetrics metrics,
            PushProperties settings,
            JdbcClient jdbc) {
        this.transcript = transcript;
        this.frames = frames;
        this.metrics = metrics;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** Lets a subscriber hear everything from its position on. */
    void add(Subscription subscription) {
        rooms.compute(subscription.session(), (session, known) -> {
            var room = known == null ? new SessionBroadcaster(session, transcript, frames, metrics, readers) : known;
            room.add(subscription, settings.socketsPerParticipant());
            return room;
        });
        // For what was appended since its position was looked up.
        wake(subscription.session());
    }

    /** Forgets a subscriber. */
    void remove(Subscription subscription) {
        rooms.computeIfPresent(subscription.session(), (_, room) -> {
            room.remove(subscription);
            return room.isEmpty() ? null : room;
        });
    }

    /** Has what is new in a session put out, if anybody here listens to it. */
    void wake(SessionId session) {
        var room = rooms.get(session);
        if (room != null) {
            room.wake();
        }
    }

    /** Puts out an item that is in no transcript. */
    void pass(SessionId session, String item) {
        var room = rooms.get(session);
        if (room != null) {
            room.pass(item);
        }
    }

    void wakeAll() {
        rooms.values().forEach(SessionBroadcaster::wake);
    }

    /** The net under the wake-ups: finds sessions that have grown, or have gone, although no wake-up has told so. */
    @Scheduled(fixedDelayString = "${recontact.delivery.poll-every:5s}")
    void poll() {
        var listening = Map.copyOf(rooms);
        if (listening.isEmpty()) {
            return;
        }
        var gone = new HashMap<>(listening);
        jdbc.sql("""
                        select session.id, session.next_sequence - 1 as newest
                        from chat_session session
                        join instance on instance.id = session.instance_id and instance.deleted_at is null
                        where session.id = any (:sessions)
                        """)
                .param(
                        "sessions",
                        listening.keySet().stream().map(SessionId::value).toArray(UUID[]::new))
                .query(row -> {
                    var room = gone.remove(new SessionId(row.getObject("id", UUID.class)));
                    if (room != null && room.position() < row.getLong("newest")) {
                        room.wake();
                    }
                });
        gone.values().forEach(SessionBroadcaster::closeAll);
    }
}
