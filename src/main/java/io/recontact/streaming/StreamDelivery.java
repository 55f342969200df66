package io.recontact.streaming;

import io.recontact.egress.Lane;
import io.recontact.egress.Lanes;
import io.recontact.egress.StreamingEndpoint;
import io.recontact.egress.StreamingEndpoints;
import io.recontact.transcript.TranscriptGrew;
import io.recontact.wire.LogSampler;
import io.recontact.wire.LoggableFailure;
import io.recontact.wire.SessionId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
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
    private static final LogSampler sampler = new LogSampler(log);

    /** How many sessions one statement looks for. */
    private static final int NOTED_AT_ONCE = 500;

    private final Leases leases;
    private final Map<String, Lane<ChatStream>> laneTo;
    private final Lanes lanes;
    private final BlockingQueue<SessionId> grown = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread noting;

    StreamDelivery(StreamingEndpoints endpoints, Leases leases, Courier courier, StreamingSettings settings) {
        this.leases = leases;
        this.laneTo = endpoints.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        StreamingEndpoint::arn,
                        endpoint -> new Lane<>(endpoint, settings.atOnce(), work(endpoint, leases, courier))));
        this.lanes = new Lanes(laneTo.values());
    }

    private static Lane.Work<ChatStream> work(StreamingEndpoint endpoint, Leases leases, Courier courier) {
        return new Lane.Work<>() {
            @Override
            public List<ChatStream> take(int limit) {
                return leases.take(endpoint.arn(), limit);
            }

            @Override
            public boolean deliver(ChatStream stream, BooleanSupplier goesOn) {
                return courier.deliver(stream, endpoint, goesOn);
            }
        };
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(TranscriptGrew event) {
        wake(event.session());
    }

    /** Has what is new in a session delivered, soon. */
    void wake(SessionId session) {
        if (!laneTo.isEmpty()) {
            grown.add(session);
        }
    }

    @Scheduled(fixedDelayString = "${recontact.streaming.poll-every:1s}")
    void poll() {
        lanes.wake();
    }

    /** What happens during one statement goes together into the next. */
    private void noteAll() {
        var sessions = new LinkedHashSet<SessionId>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sessions.add(grown.take());
                grown.drainTo(sessions, NOTED_AT_ONCE);
                for (var endpoint : leases.note(sessions)) {
                    var lane = laneTo.get(endpoint);
                    if (lane != null) {
                        lane.wake();
                    }
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // which ends the loop
            } catch (RuntimeException e) {
                // Streams are looked at now and then even if nobody has told.
                if (sampler.lets("noting")) {
                    log.warn(
                            "{} sessions have grown, and their streams do not know: {}",
                            sessions.size(),
                            LoggableFailure.summary(e));
                }
            }
            sessions.clear();
        }
    }

    @Override
    public void start() {
        lanes.open();
        noting = Thread.ofVirtual().name("streams").start(this::noteAll);
    }

    @Override
    public void stop() {
        var thread = noting;
        if (thread != null) {
            thread.interrupt();
            noting = null;
        }
        lanes.close();
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
