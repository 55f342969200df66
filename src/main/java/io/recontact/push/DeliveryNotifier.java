package io.recontact.push;

import io.recontact.chat.transcript.EphemeralItem;
import io.recontact.chat.transcript.ItemsAppended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells what was committed: the websockets of this node at once, other nodes a moment later, everything of that moment
 * together (design: delivery between nodes).
 */
@Component
class DeliveryNotifier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeliveryNotifier.class);

    /** The pause between two announcements; what happens meanwhile goes together. */
    private static final Duration PAUSE = Duration.ofMillis(3);

    private final SessionSubscriptions chats;
    private final NodeNotifications notifications;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final NotificationCodec codec = new NotificationCodec(UUID.randomUUID());
    private final BlockingQueue<Notification> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread sender;

    DeliveryNotifier(
            SessionSubscriptions chats, NodeNotifications notifications, WebSocketFrames frames, PushMetrics metrics) {
        this.chats = chats;
        this.notifications = notifications;
        this.frames = frames;
        this.metrics = metrics;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void announce(ItemsAppended grown) {
        chats.wake(grown.session());
        waiting.add(new Notification(grown.session(), null));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void announce(EphemeralItem notice) {
        var item = frames.item(notice.item());
        chats.pass(notice.session(), item);
        waiting.add(new Notification(notice.session(), item));
    }

    private void hear(String text) {
        List<Notification> heard;
        try {
            heard = codec.read(text);
        } catch (RuntimeException e) {
            // A node of another version may write so. What it wants to tell is found by the poll; whoever listens goes
            // on.
            log.warn("A wake-up was not understood: {}", e.getClass().getSimpleName());
            return;
        }
        for (var signal : heard) {
            if (signal.passing() == null) {
                chats.wake(signal.session());
            } else {
                chats.pass(signal.session(), signal.passing());
            }
        }
    }

    private void sendAll() {
        var batch = new ArrayList<Notification>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                notifications.send(codec.write(new LinkedHashSet<>(batch)));
                batch.clear();
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // which ends the loop
            } catch (RuntimeException e) {
                // Other nodes find by their poll what was not announced.
                log.warn("Other nodes were not woken: {}", e.toString());
                metrics.wakeUpFailed();
                batch.clear();
            }
        }
    }

    @Override
    public void start() {
        notifications.listen(this::hear, chats::wakeAll);
        sender = Thread.ofVirtual().name("announcer").start(this::sendAll);
    }

    @Override
    public void stop() {
        var thread = sender;
        if (thread != null) {
            thread.interrupt();
            sender = null;
        }
        notifications.close();
    }

    /** Goes on until the last request has been answered. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }
}
