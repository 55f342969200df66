package io.recontact.webhook;

import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one endpoint. It takes up so much at once, each with a thread of its own, and no more than it has places
 * for: an endpoint that is slow keeps its own lane full, and no other.
 *
 * @param <T> what is delivered by one thread at a time, such as a stream, under a lease that no other node has
 */
public final class EndpointDispatcher<T> {

    private static final Logger log = LoggerFactory.getLogger(EndpointDispatcher.class);

    /** What a lane has to do. */
    public interface Work<T> {

        /** Takes the leases of at most so many that are due. */
        List<T> take(int limit);

        /**
         * Delivers what there is of one as long as that goes on, and gives its lease back; tells whether it is due
         * again already.
         */
        boolean deliver(T taken, BooleanSupplier resumes);
    }

    private final WebhookEndpoint endpoint;
    private final Work<T> work;
    private final int places;
    private final Semaphore free;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean isOpen = true;

    /** Whether something may have been left that is due, because there was no place for it. */
    private volatile boolean isFull;

    /** A lane that has nothing under way. */
    public EndpointDispatcher(WebhookEndpoint endpoint, int places, Work<T> work) {
        this.endpoint = endpoint;
        this.work = work;
        this.places = places;
        this.free = new Semaphore(places);
    }

    /** Has what is due delivered, soon. */
    public void wake() {
        if (isOpen && wakeUps.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::takeUp);
        }
    }

    /** One thread at a time; wake-ups that come meanwhile make it look once more. */
    private void takeUp() {
        int seen;
        do {
            seen = wakeUps.get();
            try {
                takeUpDue();
            } catch (RuntimeException e) {
                // The next poll takes up from there.
                if (Outage.isBehind(e)) {
                    log.debug("What is due at {} cannot be taken up at the moment", endpoint.name(), e);
                } else {
                    log.error("What is due at {} cannot be taken up", endpoint.name(), LoggableFailure.of(e));
                }
            }
        } while (!wakeUps.compareAndSet(seen, 0));
    }

    private void takeUpDue() {
        // Until it is seen that nothing is left: a place that is freed meanwhile must be seen to be needed.
        isFull = true;
        int room = free.drainPermits();
        List<T> due = List.of();
        try {
            if (room > 0 && isOpen) {
                due = work.take(room);
            }
        } finally {
            free.release(room - due.size());
        }
        isFull = due.size() == room;
        due.forEach(taken -> Thread.startVirtualThread(() -> deliver(taken)));
    }

    private void deliver(T taken) {
        var isDueAgain = false;
        try {
            isDueAgain = work.deliver(taken, () -> isOpen);
        } catch (RuntimeException e) {
            // Its lease comes to an end by itself, and whoever takes it then goes on where this has been noted to be.
            if (Outage.isBehind(e)) {
                log.debug("{} cannot be delivered at the moment", taken, e);
            } else {
                log.error("Something for {} cannot be delivered", endpoint.name(), LoggableFailure.of(e));
            }
        } finally {
            free.release();
            if (isDueAgain || isFull) {
                wake();
            }
        }
    }

    void open() {
        isOpen = true;
    }

    /** Takes up nothing more. What is under way comes to its end after the item it is at. */
    void close() {
        isOpen = false;
    }

    /** Waits until nothing is under way. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (free.tryAcquire(places, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            free.release(places);
        }
    }
}
