package io.recontact.streaming;

import io.recontact.egress.StreamingEndpoint;
import io.recontact.egress.StreamingEndpoints;
import io.recontact.transcript.TranscriptGrew;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has streams delivered: those of a session at once when it has grown on this node, and all that are due by a poll,
 * whichever node has left them.
 */
@Component
class StreamDelivery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamDelivery.class);

    /** How many sessions one statement looks for. */
    private static final int NOTED_AT_ONCE = 500;

    /** How long a stop waits for endpoints that are at an item: whose item is broken off get it again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Leases leases;
    private final Map<String, Lane> lanes;
    private final BlockingQueue<UUID> grown = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread noting;

    StreamDelivery(StreamingEndpoints endpoints, Leases leases, Courier courier, StreamingSettings settings) {
        this.leases = leases;
        this.lanes = endpoints.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        StreamingEndpoint::arn, endpoint -> new Lane(endpoint, leases, courier, settings.atOnce())));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(TranscriptGrew event) {
        wake(event.session());
    }

    /** Has what is new in a session delivered, soon. */
    void wake(UUID session) {
        if (!lanes.isEmpty()) {
            grown.add(session);
        }
    }

    @Scheduled(fixedDelayString = "${recontact.streaming.poll-every:1s}")
    void poll() {
        lanes.values().forEach(Lane::wake);
    }

    /** What happens during one statement goes together into the next. */
    private void noteAll() {
        var sessions = new LinkedHashSet<UUID>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sessions.add(grown.take());
                grown.drainTo(sessions, NOTED_AT_ONCE);
                for (var endpoint : leases.note(sessions)) {
                    var lane = lanes.get(endpoint);
                    if (lane != null) {
                        lane.wake();
                    }
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // which ends the loop
            } catch (DataAccessException e) {
                // Streams are looked at now and then even if nobody has told.
                log.warn("{} sessions have grown, and their streams do not know: {}", sessions.size(), e.toString());
            }
            sessions.clear();
        }
    }

    @Override
    public void start() {
        noting = Thread.ofVirtual().name("streams").start(this::noteAll);
    }

    @Override
    public void stop() {
        var thread = noting;
        if (thread != null) {
            thread.interrupt();
            noting = null;
        }
        lanes.values().forEach(Lane::close);
        try {
            for (var lane : lanes.values()) {
                lane.awaitEnd(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever waits for us is in a hurry
        }
    }

    /** Goes on until the last request has been answered. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return noting != null;
    }
}
