package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchExecutorTests {

    private static final Duration FOREVER = Duration.ofHours(1);

    private final List<List<Integer>> batches = new ArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);

    /** Holds a batch that begins with zero until the test releases it, and fails if one contains a negative number. */
    private List<String> answer(List<Integer> requests) {
        synchronized (batches) {
            batches.add(requests);
        }
        if (requests.getFirst() == 0) {
            awaitRelease();
        }
        if (requests.stream().anyMatch(request -> request < 0)) {
            throw new IllegalStateException("negative");
        }
        return requests.stream().map(String::valueOf).toList();
    }

    private void awaitRelease() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int begun() {
        synchronized (batches) {
            return batches.size();
        }
    }

    private static FutureTask<String> start(BatchExecutor<Integer, String> executor, int request) {
        var task = new FutureTask<>(() -> executor.execute(request));
        Thread.startVirtualThread(task);
        return task;
    }

    /** Starts a batch that hangs, and then requests that wait for it. */
    private List<FutureTask<String>> startBehindZero(BatchExecutor<Integer, String> executor, int... requests) {
        var tasks = new ArrayList<>(List.of(start(executor, 0)));
        await().until(() -> begun() == 1);
        for (int request : requests) {
            int before = executor.waiting();
            tasks.add(start(executor, request));
            await().until(() -> executor.waiting() == before + 1);
        }
        return tasks;
    }

    @Test
    void executesTheFirstRequestAtOnceInItsThread() {
        var thread = new AtomicReference<Thread>();
        Function<List<Integer>, List<Integer>> action = requests -> {
            thread.set(Thread.currentThread());
            return requests;
        };

        assertThat(new BatchExecutor<>(1, FOREVER, action).execute(7)).isEqualTo(7);

        assertThat(thread.get()).isEqualTo(Thread.currentThread());
    }

    @Test
    void executesTogetherWhatCameMeanwhile() throws Exception {
        var tasks = startBehindZero(new BatchExecutor<>(1, FOREVER, this::answer), 1, 2, 3);

        held.countDown();

        for (int i = 0; i < tasks.size(); i++) {
            assertThat(tasks.get(i).get()).isEqualTo(String.valueOf(i));
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3));
    }

    @Test
    void runsAsManyBatchesAtOnceAsAllowed() throws Exception {
        var executor = new BatchExecutor<>(2, FOREVER, this::answer);
        var hanging = startBehindZero(executor).getFirst();

        assertThat(executor.execute(1)).isEqualTo("1");

        assertThat(hanging.isDone()).isFalse();
        held.countDown();
        assertThat(hanging.get()).isEqualTo("0");
    }

    @Test
    void limitsTheSizeOfABatch() throws Exception {
        var requests = IntStream.rangeClosed(1, BatchExecutor.LIMIT + 1).toArray();
        var tasks = startBehindZero(new BatchExecutor<>(1, FOREVER, this::answer), requests);

        held.countDown();

        for (var task : tasks) {
            task.get();
        }
        assertThat(batches).extracting(List::size).containsExactly(1, BatchExecutor.LIMIT, 1);
    }

    @Test
    void throwsAFailureAtAllRequestsOfItsBatchAndNoOthers() throws Exception {
        var executor = new BatchExecutor<>(1, FOREVER, this::answer);
        var tasks = startBehindZero(executor, 1, -1);

        held.countDown();

        assertThat(tasks.getFirst().get()).isEqualTo("0");
        for (var failed : tasks.subList(1, 3)) {
            assertThatThrownBy(failed::get).hasCause(new IllegalStateException("negative"));
        }
        assertThatThrownBy(() -> executor.execute(-2)).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(executor.execute(2)).isEqualTo("2");
    }

    @Test
    void executesARequestAloneIfTheBatchesHang() {
        var executor = new BatchExecutor<>(1, Duration.ofMillis(50), this::answer);
        startBehindZero(executor);

        assertThat(executor.execute(1)).isEqualTo("1");

        assertThat(batches).containsExactly(List.of(0), List.of(1));
        assertThat(executor.waiting()).isZero();
        held.countDown();
    }
}
