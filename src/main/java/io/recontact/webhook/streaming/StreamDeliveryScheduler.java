package io.recontact.webhook.streaming;

import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.SessionId;
import io.recontact.api.SharedGauges;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.webhook.Delivery;
import io.recontact.webhook.DeliveryMetrics;
import io.recontact.webhook.DeliveryScheduler;
import io.recontact.webhook.DeliveryWorker;
import io.recontact.webhook.WebhookClient;
import java.util.LinkedHashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Schedules the delivery of streams: at once when this node has appended an item to their session, and by a poll for
 * all that are due, whichever node caused that.
 */
@Component
class StreamDeliveryScheduler extends DeliveryScheduler {

    private static final Logger log = LoggerFactory.getLogger(StreamDeliveryScheduler.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The highest number of sessions in one statement. */
    private static final int MAX_SESSIONS = 500;

    private final StreamLeaseRepository leases;
    private final BlockingQueue<SessionId> changedSessions = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread waker;

    StreamDeliveryScheduler(
            StreamingProperties settings,
            StreamLeaseRepository leases,
            StreamRepository streams,
            StreamPayloads payloads,
            WebhookClient webhooks,
            DeliveryMetrics metrics,
            SharedGauges gauges) {
        super(new DeliveryWorker<>(
                        new Delivery<>("streams", leases, payloads, settings.answerWithin()), webhooks, metrics)
                .dispatchersTo(settings.endpoints(), settings.atOnce()));
        this.leases = leases;
        gauges.register(
                "recontact.streams.failing",
                "Active streams whose last attempt failed, over all nodes",
                streams::countFailing);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ItemsAppended event) {
        deliverNewItems(event.session());
    }

    /** Schedules the delivery of a session's new items. */
    void deliverNewItems(SessionId session) {
        if (hasEndpoints()) {
            changedSessions.add(session);
        }
    }

    @Scheduled(fixedDelayString = "${recontact.streaming.poll-every:1s}")
    void poll() {
        wake();
    }

    /** Handles all sessions that change during one statement in the next statement. */
    private void wakeStreams() {
        var sessions = new LinkedHashSet<SessionId>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sessions.add(changedSessions.take());
                changedSessions.drainTo(sessions, MAX_SESSIONS);
                leases.wake(sessions).forEach(this::wake);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // ends the loop
            } catch (RuntimeException e) {
                // The poll of idle streams finds the items later.
                if (sampler.lets("waking")) {
                    log.warn(
                            "The streams of {} sessions with new items could not be woken, and are delivered later: {}",
                            sessions.size(),
                            LoggableFailure.summary(e));
                }
            }
            sessions.clear();
        }
    }

    @Override
    public void start() {
        super.start();
        waker = Thread.ofVirtual().name("streams").start(this::wakeStreams);
    }

    @Override
    public void stop() {
        var thread = waker;
        if (thread != null) {
            thread.interrupt();
            waker = null;
        }
        super.stop();
    }
}
