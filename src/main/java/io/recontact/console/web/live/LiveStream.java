package io.recontact.console.web.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events for one open page. An event names a part of the page that may have changed; those that wait are kept once
 * for each name, so a slow browser needs no more memory than a fast one, and callers never wait.
 */
public final class LiveStream {

    /** The last event: the page must not connect again. */
    static final String END = "end";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private boolean isClosed;

    LiveStream() {}

    /** Tells the page to read a part of it again. */
    public void changed(String part) {
        show(part, "");
    }

    /**
     * Shows a text that is kept nowhere. It may be lost, or replaced by the next one of the part.
     *
     * @param html a fragment in which all texts of people are escaped
     */
    public void show(String part, String html) {
        lock.lock();
        try {
            waiting.put(part, html);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connection after the events that wait. The page then connects again, maybe to another node. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the events that have come, as soon as there are any; none after the timeout. Empty once the stream is
     * closed and all were returned.
     */
    Optional<Map<String, String>> take(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = timeout.toNanos();
            while (waiting.isEmpty() && !isClosed && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (waiting.isEmpty() && isClosed) {
                return Optional.empty();
            }
            var taken = new LinkedHashMap<>(waiting);
            waiting.clear();
            return Optional.of(taken);
        } finally {
            lock.unlock();
        }
    }
}
