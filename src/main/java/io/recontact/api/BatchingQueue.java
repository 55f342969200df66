package io.recontact.api;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose elements are taken in batches, so that elements which come fast need few statements or notifications.
 * Takes together all elements that arrive during a pause after a batch. The first element after a quiet time does not
 * wait.
 *
 * <p>Any thread may add elements; only one takes them.
 */
public final class BatchingQueue<T> {

    /** The maximum size of a batch. */
    static final int LIMIT = 200;

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>();
    private final Duration pause;
    private long pauseEnds = System.nanoTime();

    /**
     * Creates an empty queue.
     *
     * @param pause the shortest time between two batches, unless a batch has the maximum size
     */
    public BatchingQueue(Duration pause) {
        this.pause = pause;
    }

    /** Adds an element. */
    public void add(T element) {
        waiting.add(element);
    }

    /** Waits for an element, and for the end of the pause. Returns 1 to 200 different elements as they arrived. */
    public Set<T> take() throws InterruptedException {
        var batch = new LinkedHashSet<T>();
        batch.add(waiting.take());
        for (var next = poll(); next != null; next = batch.size() < LIMIT ? poll() : null) {
            batch.add(next);
        }
        pauseEnds = System.nanoTime() + pause.toNanos();
        return batch;
    }

    /** Returns an element that waits or arrives before the end of the pause, if there is one. */
    private @Nullable T poll() throws InterruptedException {
        return waiting.poll(pauseEnds - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
