package io.recontact.delivery;

import io.recontact.transcript.Transcript;
import io.recontact.wire.SessionId;
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
class LiveChats {

    /** How many rooms may read at once: delivery must not keep requests from their connections. */
    private static final int READERS = 4;

    private final Transcript transcript;
    private final Frames frames;
    private final DeliveryMetrics metrics;
    private final DeliverySettings settings;
    private final JdbcClient jdbc;
    private final Semaphore readers = new Semaphore(READERS);
    private final Map<SessionId, Room> rooms = new ConcurrentHashMap<>();

    LiveChats(
            Transcript transcript, Frames frames, DeliveryMetrics metrics, DeliverySettings settings, JdbcClient jdbc) {
        this.transcript = transcript;
        this.frames = frames;
        this.metrics = metrics;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** Lets a subscriber hear everything from its position on. */
    void add(Subscriber subscriber) {
        rooms.compute(subscriber.session(), (session, known) -> {
            var room = known == null ? new Room(session, transcript, frames, metrics, readers) : known;
            room.add(subscriber, settings.socketsPerParticipant());
            return room;
        });
        // For what was appended since its position was looked up.
        wake(subscriber.session());
    }

    /** Forgets a subscriber. */
    void remove(Subscriber subscriber) {
        rooms.computeIfPresent(subscriber.session(), (_, room) -> {
            room.remove(subscriber);
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
        rooms.values().forEach(Room::wake);
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
        gone.values().forEach(Room::closeAll);
    }
}
