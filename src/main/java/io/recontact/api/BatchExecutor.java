package io.recontact.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Executes requests of many threads together, so that a busy node needs fewer statements and commits. A request that
 * finds less than the maximum of batches running is executed at once, by its own thread. Others wait, and the next
 * batch takes all of them. So a quiet node never waits for company.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class BatchExecutor<Q, A> {

    /** The maximum size of a batch. */
    static final int LIMIT = 64;

    private final Function<List<Q>, List<A>> action;
    private final Duration patience;
    private final Semaphore permits;
    private final Queue<Pending<Q, A>> waiting = new ConcurrentLinkedQueue<>();

    private record Pending<Q, A>(Q request, CompletableFuture<A> answer) {}

    /**
     * Creates an executor without requests.
     *
     * @param batches how many batches may run at the same time
     * @param patience how long a request waits for a batch; then its thread executes it alone, so that batches which
     *     hang do not hold up others
     * @param action executes 1 to 64 requests, and returns their answers in the same order; if it throws, all of them
     *     have failed
     */
    public BatchExecutor(int batches, Duration patience, Function<List<Q>, List<A>> action) {
        this.permits = new Semaphore(batches);
        this.patience = patience;
        this.action = action;
    }

    /**
     * Executes a request, maybe together with others, and returns its answer.
     *
     * @throws RuntimeException as the action did; the same exception for all requests of a batch
     */
    public A execute(Q request) {
        var pending = new Pending<Q, A>(request, new CompletableFuture<>());
        waiting.add(pending);
        if (permits.tryAcquire()) {
            executeBatch();
        }
        try {
            return pending.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return waiting.remove(pending) ? action.apply(List.of(request)).getFirst() : join(pending);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the batch is bounded by the timeouts of its statements
            return join(pending);
        } catch (ExecutionException _) {
            return join(pending);
        }
    }
    /** Returns how many requests wait for a batch. */
    int waiting() {
        return waiting.size();
    }

    private void executeBatch() {
        var batch = new ArrayList<Pending<Q, A>>();
        try {
            for (var next = waiting.poll(); next != null; next = batch.size() < LIMIT ? waiting.poll() : null) {
                batch.add(next);
            }
            if (!batch.isEmpty()) {
                var answers = action.apply(batch.stream().map(Pending::request).toList());
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).answer().complete(answers.get(i));
                }
            }
        } catch (Throwable e) { // whatever it is, nobody must wait for ever
            batch.forEach(failed -> failed.answer().completeExceptionally(e));
        } finally {
            permits.release();
        }
        // Another thread, because the request of this one is answered.
        if (!waiting.isEmpty() && permits.tryAcquire()) {
            Thread.startVirtualThread(this::executeBatch);
        }
    }

    private static <A> A join(Pending<?, A> pending) {
        try {
            return pending.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
