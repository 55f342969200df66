package io.recontact.push;

import io.recontact.api.BatchingQueue;
import io.recontact.chat.transcript.EphemeralItem;
import io.recontact.chat.transcript.ItemsAppended;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Notifies of committed items: the websockets of this node at once, other nodes a few milliseconds later. Other nodes
 * receive what was committed meanwhile together (docs/decisions/0008).
 */
@Component
class DeliveryNotifier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeliveryNotifier.class);

    /** The pause between two notifications of other nodes. */
    private static final Duration PAUSE = Duration.ofMillis(3);

    private final SessionSubscriptions subscriptions;
    private final NodeNotifications notifications;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final NotificationCodec codec = new NotificationCodec(UUID.randomUUID());
    private final BatchingQueue<Notification> waiting = new BatchingQueue<>(PAUSE);
    private volatile @Nullable Thread sender;

    DeliveryNotifier(
            SessionSubscriptions subscriptions,
            NodeNotifications notifications,
            WebSocketFrames frames,
            PushMetrics metrics) {
        this.subscriptions = subscriptions;
        this.notifications = notifications;
        this.frames = frames;
        this.metrics = metrics;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ItemsAppended event) {
        subscriptions.wake(event.session());
        waiting.add(new Notification(event.session(), null));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(EphemeralItem event) {
        var item = frames.item(event.item());
        subscriptions.deliverEphemeral(event.session(), item);
        waiting.add(new Notification(event.session(), item));
    }

    private void receive(String text) {
        List<Notification> received;
        try {
            received = codec.read(text);
        } catch (RuntimeException e) {
            // A node of another version may use another format. The poll finds the items.
            log.warn(
                    "A notification of another node cannot be read: {}",
                    e.getClass().getSimpleName());
            return;
        }
        for (var notification : received) {
            if (notification.ephemeralItem() == null) {
                subscriptions.wake(notification.session());
            } else {
                subscriptions.deliverEphemeral(notification.session(), notification.ephemeralItem());
            }
        }
    }

    private void sendAll() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                notifications.send(codec.write(waiting.take()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // ends the loop
            } catch (RuntimeException e) {
                // The polls of other nodes find the items.
                log.warn("Other nodes could not be notified of new items and find them later: {}", e.toString());
                metrics.notificationFailed();
            }
        }
    }

    @Override
    public void start() {
        notifications.listen(this::receive, subscriptions::wakeAll);
        sender = Thread.ofVirtual().name("notifier").start(this::sendAll);
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

    /** Stops after the web server has answered the last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }
}
