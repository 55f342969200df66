package io.recontact.webhook.streaming;

import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.webhook.EndpointDispatcher;
import io.recontact.webhook.EndpointDispatchers;
import io.recontact.webhook.StreamingEndpoint;
import io.recontact.webhook.StreamingEndpoints;
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
class StreamDeliveryScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamDeliveryScheduler.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** How many sessions one statement looks for. */
    private static final int NOTED_AT_ONCE = 500;

    private final StreamLeaseRepository leaseRepository;
    private final Map<String, EndpointDispatcher<LeasedStream>> laneTo;
    private final EndpointDispatchers dispatchers;
    private final BlockingQueue<SessionId> grown = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread noting;

    StreamDeliveryScheduler(
            StreamingEndpoints endpoints,
            StreamLeaseRepository leaseRepository,
            StreamWorker worker,
            StreamingProperties settings) {
        this.leaseRepository = leaseRepository;
        this.laneTo = endpoints.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        StreamingEndpoint::arn,
                        endpoint -> new EndpointDispatcher<>(
                                endpoint, settings.atOnce(), work(endpoint, leaseRepository, worker))));
        this.dispatchers = new EndpointDispatchers(laneTo.values());
    }

    private static EndpointDispatcher.Work<LeasedStream> work(
            StreamingEndpoint endpoint, StreamLeaseRepository leaseRepository, StreamWorker worker) {
        return new EndpointDispatcher.Work<>() {
            @Override
            public List<LeasedStream> take(int limit) {
                return leaseRepository.take(endpoint.arn(), limit);
            }

            @Override
            public boolean deliver(LeasedStream stream, BooleanSupplier resumes) {
                return worker.deliver(stream, endpoint, resumes);
            }
        };
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(ItemsAppended event) {
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
        dispatchers.wake();
    }

    /** What happens during one statement goes together into the next. */
    private void noteAll() {
        var sessions = new LinkedHashSet<SessionId>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sessions.add(grown.take());
                grown.drainTo(sessions, NOTED_AT_ONCE);
                for (var endpoint : leaseRepository.note(sessions)) {
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
        dispatchers.open();
        noting = Thread.ofVirtual().name("streams").start(this::noteAll);
    }

    @Override
    public void stop() {
        var thread = noting;
        if (thread != null) {
            thread.interrupt();
            noting = null;
        }
        dispatchers.close();
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
