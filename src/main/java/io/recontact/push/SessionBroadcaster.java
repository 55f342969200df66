package io.recontact.push;

import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.SessionId;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * The websockets of one session on this node. When it is woken, it reads everything after what they have heard and puts
 * it out, one reader at a time; wake-ups that come meanwhile make it look once more.
 */
final class SessionBroadcaster {

    private static final Logger log = LoggerFactory.getLogger(SessionBroadcaster.class);

    private static final int READ_AT_ONCE = 100;

    private final SessionId session;
    private final TranscriptRepository transcript;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final Semaphore readers;
    private final List<Subscription> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicInteger wakeUps = new AtomicInteger();

    SessionBroadcaster(
            SessionId session,
            TranscriptRepository transcript,
            WebSocketFrames frames,
            PushMetrics metrics,
            Semaphore readers) {
        this.session = session;
        this.transcript = transcript;
        this.frames = frames;
        this.metrics = metrics;
        this.readers = readers;
    }

    /** Takes a subscriber in; the oldest of the same participant goes if there are too many. */
    void add(Subscription subscription, int most) {
        subscribers.add(subscription);
        var own = subscribers.stream()
                .filter(other -> other.participant().equals(subscription.participant()))
                .toList();
        if (own.size() > most) {
            metrics.cut("many");
            own.getFirst().closeAfterwards(CloseStatus.POLICY_VIOLATION);
            subscribers.remove(own.getFirst());
        }
    }

    void remove(Subscription subscription) {
        subscribers.remove(subscription);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    /** How far those who are furthest behind have heard. */
    long position() {
        return subscribers.stream().mapToLong(Subscription::position).min().orElse(Long.MAX_VALUE);
    }

    /** Puts out an item that is in no transcript. */
    void pass(String item) {
        var frame = frames.chat(item);
        subscribers.forEach(subscription -> subscription.deliver(frame));
    }

    /** Closes all websockets: the session does not exist any more. */
    void closeAll() {
        subscribers.forEach(subscription -> subscription.closeAfterwards(CloseStatus.NORMAL));
    }

    /** Has everything new put out, soon. */
    void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::deliver);
        }
    }

    private void deliver() {
        int seen;
        do {
            seen = wakeUps.get();
            readers.acquireUninterruptibly();
            try {
                deliverAll();
            } catch (RuntimeException e) {
                // Nothing is lost: the positions stay, and the next wake-up or the slow poll takes up from there.
                if (Outage.isBehind(e)) {
                    log.debug("The items of session {} cannot be read at the moment", session, e);
                } else {
                    log.error("The items of session {} cannot be delivered", session, LoggableFailure.of(e));
                }
            } finally {
                readers.release();
            }
        } while (!wakeUps.compareAndSet(seen, 0));
    }

    private void deliverAll() {
        List<StoredItem> entries;
        do {
            var position = position();
            if (position == Long.MAX_VALUE) {
                return; // nobody is here
            }
            entries = transcript.after(session, position, READ_AT_ONCE);
            entries.forEach(this::deliver);
        } while (entries.size() == READ_AT_ONCE);
        closeThoseWhoAreOut();
    }

    private void deliver(StoredItem entry) {
        var frame = frames.chat(frames.item(entry.pushed()));
        var isNew = false;
        for (var subscription : subscribers) {
            // Who has left sees one thing more: that the chat has ended with it.
            if (!subscription.isOut() || entry.endsChat()) {
                isNew |= subscription.deliver(entry.sequence(), frame);
            } else {
                subscription.skip(entry.sequence());
            }
            if (entry.endsChat() || isLeaving(entry, subscription)) {
                subscription.markOut();
            }
        }
        if (isNew) {
            metrics.pushed(entry.at());
        }
    }

    private void closeThoseWhoAreOut() {
        for (var subscription : subscribers) {
            if (subscription.isOut()) {
                subscription.closeAfterwards(CloseStatus.NORMAL);
            }
        }
    }

    private static boolean isLeaving(StoredItem entry, Subscription subscription) {
        var sender = entry.sender();
        return sender != null
                && entry.contentType().equals(ContentTypes.PARTICIPANT_LEFT)
                && sender.participant().equals(subscription.participant());
    }
}
