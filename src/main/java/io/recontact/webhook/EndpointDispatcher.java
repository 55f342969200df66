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
 * Delivers to one endpoint, with one thread for each lease. It takes no more leases than it has free slots, so a slow
 * endpoint delays only its own items.
 *
 * @param <L> a lease
 */
public final class EndpointDispatcher<L> {

    private static final Logger log = LoggerFactory.getLogger(EndpointDispatcher.class);

    /** The work of a dispatcher. */
    public interface Work<L> {

        /** Takes at most {@code limit} leases that are due. */
        List<L> take(int limit);

        /**
         * Delivers what is behind a lease while the dispatcher is open, and returns the lease.
         *
         * @return whether there is more to deliver at once
         */
        boolean deliver(L lease, BooleanSupplier isOpen);
    }

    private final String endpoint;
    private final Work<L> work;
    private final int slots;
    private final Semaphore freeSlots;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean isOpen = true;

    /** True if due leases may remain because no slot was free. */
    private volatile boolean isFull;

    /** Creates an open dispatcher for the endpoint with a name. */
    public EndpointDispatcher(String endpoint, int slots, Work<L> work) {
        this.endpoint = endpoint;
        this.work = work;
        this.slots = slots;
        this.freeSlots = new Semaphore(slots);
    }

    String endpoint() {
        return endpoint;
    }

    /** Schedules the delivery of what is due. */
    void wake() {
        if (isOpen && wakeUps.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::takeAll);
        }
    }

    /** Runs in one thread at a time. Wake-ups that arrive meanwhile cause another round. */
    private void takeAll() {
        int seen;
        do {
            seen = wakeUps.get();
            try {
                takeDue();
            } catch (RuntimeException e) {
                // The next poll tries again.
                if (Outage.isBehind(e)) {
                    log.debug("Leases for {} cannot be taken while the database is away", endpoint, e);
                } else {
                    log.error("Leases for {} cannot be taken", endpoint, LoggableFailure.of(e));
                }
            }
        } while (!wakeUps.compareAndSet(seen, 0));
    }

    private void takeDue() {
        // True until it is known that nothing is left, so that a slot that becomes free meanwhile is used.
        isFull = true;
        int free = freeSlots.drainPermits();
        List<L> due = List.of();
        try {
            if (free > 0 && isOpen) {
                due = work.take(free);
            }
        } finally {
            freeSlots.release(free - due.size());
        }
        isFull = due.size() == free;
        due.forEach(lease -> Thread.startVirtualThread(() -> deliver(lease)));
    }

    private void deliver(L lease) {
        var hasMore = false;
        try {
            hasMore = work.deliver(lease, () -> isOpen);
        } catch (RuntimeException e) {
            // The lease expires, and the node that takes it next continues after the last acknowledged item.
            if (Outage.isBehind(e)) {
                log.debug("An item for {} cannot be delivered while the database is away", endpoint, e);
            } else {
                log.error("An item for {} cannot be delivered", endpoint, LoggableFailure.of(e));
            }
        } finally {
            freeSlots.release();
            if (hasMore || isFull) {
                wake();
            }
        }
    }

    void open() {
        isOpen = true;
    }

    /** Takes no further leases. Current deliveries end after their current item. */
    void close() {
        isOpen = false;
    }

    /** Waits for the end of current deliveries, at most for a timeout. */
    void awaitEnd(Duration timeout) throws InterruptedException {
        if (freeSlots.tryAcquire(slots, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            freeSlots.release(slots);
        }
    }
}
