package io.recontact.streaming;

import io.recontact.egress.StreamingEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The way to one endpoint. It takes so many streams at once, each with a thread of its own, and no more than it has
 * places for: an endpoint that is slow keeps its own lane full, and no other.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final StreamingEndpoint endpoint;
    private final Leases leases;
    private final Courier courier;
    private final int places;
    private final Semaphore free;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean isOpen = true;

    /** Whether streams may have been left that are due, because there was no place for them. */
    private volatile boolean isFull;

    Lane(StreamingEndpoint endpoint, Leases leases, Courier courier, int places) {
        this.endpoint = endpoint;
        this.leases = leases;
        this.courier = courier;
        this.places = places;
        this.free = new Semaphore(places);
    }

    /** Has what is due delivered, soon. */
    void wake() {
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
            } catch (DataAccessException e) {
                // The next poll takes up from there.
                log.debug("The streams to {} cannot be taken up at the moment", endpoint.arn(), e);
            }
        } while (!wakeUps.compareAndSet(seen, 0));
    }

    private void takeUpDue() {
        isFull = true; // until it is seen that nothing is left: a place that is freed meanwhile must be seen to be
        // needed
        int room = free.drainPermits();
        List<ChatStream> due = List.of();
        try {
            if (room > 0 && isOpen) {
                due = leases.take(endpoint.arn(), room);
            }
        } finally {
            free.release(room - due.size());
        }
        isFull = due.size() == room;
        due.forEach(stream -> Thread.startVirtualThread(() -> deliver(stream)));
    }

    private void deliver(ChatStream stream) {
        var isDueAgain = false;
        try {
            isDueAgain = courier.deliver(stream, endpoint, () -> isOpen);
        } catch (DataAccessException e) {
            // Its lease comes to an end by itself, and whoever takes it then goes on where this has been noted to be.
            log.debug("Stream {} cannot be delivered at the moment", stream.id(), e);
        } finally {
            free.release();
            if (isDueAgain || isFull) {
                wake();
            }
        }
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
