package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.participant.SupervisorService;
import io.recontact.chat.transcript.TranscriptRepository;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The sessions with subscribers on this node. */
@Component
class SessionSubscriptions {

    /** The highest number of concurrent reads, so that enough database connections remain for requests. */
    private static final int READERS = 4;

    private final TranscriptRepository transcript;
    private final SupervisorService supervisors;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final PushProperties settings;
    private final SessionChanges changes;
    private final Semaphore readers = new Semaphore(READERS);
    private final Map<SessionId, SessionBroadcaster> broadcasters = new ConcurrentHashMap<>();

    SessionSubscriptions(
            TranscriptRepository transcript,
            SupervisorService supervisors,
            WebSocketFrames frames,
            PushMetrics metrics,
            PushProperties settings,
            SessionChanges changes) {
        this.transcript = transcript;
        this.supervisors = supervisors;
        this.frames = frames;
        this.metrics = metrics;
        this.settings = settings;
        this.changes = changes;
    }

    /** Adds a subscription, which receives every item after its position. */
    void add(Subscription subscription) {
        broadcasters.compute(subscription.session(), (session, existing) -> {
            var broadcaster = existing == null
                    ? new SessionBroadcaster(session, transcript, supervisors, frames, metrics, readers)
                    : existing;
            broadcaster.add(subscription, settings.socketsPerParticipant());
            return broadcaster;
        });
        // Delivers the items that were appended after the position was read.
        wake(subscription.session());
    }

    /** Removes a subscription. */
    void remove(Subscription subscription) {
        broadcasters.computeIfPresent(subscription.session(), (_, broadcaster) -> {
            broadcaster.remove(subscription);
            return broadcaster.isEmpty() ? null : broadcaster;
        });
    }

    /** Schedules delivery of a session's new items, if it has subscribers on this node. */
    void wake(SessionId session) {
        changes.wake(session);
        var broadcaster = broadcasters.get(session);
        if (broadcaster != null) {
            broadcaster.wake();
        }
    }

    /** Delivers an item that is in no transcript. */
    void deliverEphemeral(SessionId session, String item) {
        changes.deliverEphemeral(session, item);
        var broadcaster = broadcasters.get(session);
        if (broadcaster != null) {
            broadcaster.deliverEphemeral(item);
        }
    }

    void wakeAll() {
        changes.wakeAll();
        broadcasters.values().forEach(SessionBroadcaster::wake);
    }

    /** Finds sessions that have new items or no longer exist, but had no notification. */
    @Scheduled(fixedDelayString = "${recontact.delivery.poll-every:5s}")
    void poll() {
        var subscribed = Map.copyOf(broadcasters);
        if (subscribed.isEmpty()) {
            return;
        }
        var newest = transcript.newest(subscribed.keySet());
        subscribed.forEach((session, broadcaster) -> {
            var sequence = newest.get(session);
            if (sequence == null) {
                broadcaster.closeAll();
            } else if (broadcaster.position() < sequence || broadcaster.hasSilent()) {
                broadcaster.wake();
            }
        });
    }
}
