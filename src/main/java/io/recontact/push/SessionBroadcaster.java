package io.recontact.push;

import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.SessionId;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.participant.SupervisorService;
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
 * Broadcasts the items of one session to its subscriptions on this node. A wake-up reads all items after the lowest
 * position of a subscriber. One thread reads at a time; a wake-up that arrives meanwhile causes another read.
 */
final class SessionBroadcaster {

    private static final Logger log = LoggerFactory.getLogger(SessionBroadcaster.class);

    private static final int PAGE_SIZE = 100;

    private final SessionId session;
    private final TranscriptRepository transcript;
    private final SupervisorService supervisors;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final Semaphore readers;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicInteger wakeUps = new AtomicInteger();

    SessionBroadcaster(
            SessionId session,
            TranscriptRepository transcript,
            SupervisorService supervisors,
            WebSocketFrames frames,
            PushMetrics metrics,
            Semaphore readers) {
        this.session = session;
        this.transcript = transcript;
        this.supervisors = supervisors;
        this.frames = frames;
        this.metrics = metrics;
        this.readers = readers;
    }

    /** Adds a subscription. Closes the oldest one of the participant if it has more than {@code maximum}. */
    void add(Subscription subscription, int maximum) {
        subscriptions.add(subscription);
        var own = subscriptions.stream()
                .filter(other -> other.participant().equals(subscription.participant()))
                .toList();
        if (own.size() > maximum) {
            metrics.cut("many");
            own.getFirst().closeAfterwards(CloseStatus.POLICY_VIOLATION);
            subscriptions.remove(own.getFirst());
        }
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    /** The lowest position of a subscription. */
    long position() {
        return subscriptions.stream().mapToLong(Subscription::position).min().orElse(Long.MAX_VALUE);
    }

    /** Delivers an item that is in no transcript. */
    void deliverEphemeral(String item) {
        var frame = frames.chat(item);
        subscriptions.forEach(subscription -> subscription.deliver(frame));
    }

    /** Closes all websockets, because the session no longer exists. */
    void closeAll() {
        subscriptions.forEach(subscription -> subscription.closeAfterwards(CloseStatus.NORMAL));
    }

    /** Schedules delivery of all new items to the subscribers. */
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
                // Nothing is lost: the positions stay, and the next wake-up or poll continues there.
                if (Outage.isBehind(e)) {
                    log.debug("The items of session {} cannot be read while the database is away", session, e);
                } else {
                    log.error("The items of session {} cannot be delivered", session, LoggableFailure.of(e));
                }
            } finally {
                readers.release();
            }
        } while (!wakeUps.compareAndSet(seen, 0));
    }

    private void deliverAll() {
        List<StoredItem> items;
        do {
            var position = position();
            if (position == Long.MAX_VALUE) {
                return; // no subscription
            }
            items = transcript.allAfter(session, position, PAGE_SIZE);
            endSilent(); // reads after the items, so that none of them comes after the supervisor has left
            items.forEach(this::deliver);
        } while (items.size() == PAGE_SIZE);
        closeEnded();
    }

    private void deliver(StoredItem item) {
        var frame = frames.chat(frames.item(item.pushed()));
        var isDelivered = false;
        for (var subscription : subscriptions) {
            // A participant whose leaving ends the chat receives the end of the chat as well.
            if (isFor(item, subscription) && (!subscription.isEnded() || item.endsChat())) {
                isDelivered |= subscription.deliver(item.sequence(), frame);
            } else {
                subscription.skip(item.sequence());
            }
            if (item.endsChat() || hasLeft(item, subscription)) {
                subscription.end();
            }
        }
        if (isDelivered) {
            metrics.pushed(item.at());
        }
    }

    /** Returns whether a silent supervisor has subscribed, of whose leaving no item tells. */
    boolean hasSilent() {
        return subscriptions.stream().anyMatch(Subscription::isSilent);
    }

    private void endSilent() {
        for (var subscription : subscriptions) {
            if (subscription.isSilent() && supervisors.hasLeftSilently(subscription.participant())) {
                subscription.end();
            }
        }
    }

    private void closeEnded() {
        for (var subscription : subscriptions) {
            if (subscription.isEnded()) {
                subscription.closeAfterwards(CloseStatus.NORMAL);
            }
        }
    }

    /** Returns whether a subscriber may see an item: a processor withholds a message from all but its sender. */
    private static boolean isFor(StoredItem item, Subscription subscription) {
        var sender = item.sender();
        return !item.isWithheld() || (sender != null && sender.participant().equals(subscription.participant()));
    }

    private static boolean hasLeft(StoredItem item, Subscription subscription) {
        var sender = item.sender();
        return sender != null
                && item.contentType().equals(ContentTypes.PARTICIPANT_LEFT)
                && sender.participant().equals(subscription.participant());
    }
}
