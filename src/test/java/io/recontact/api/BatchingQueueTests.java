package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchingQueueTests {

    @Test
    void takesTheFirstElementAtOnce() throws InterruptedException {
        var queue = new BatchingQueue<String>(Duration.ofHours(1));
        queue.add("a");

        assertThat(queue.take()).containsExactly("a");
    }

    @Test
    void takesTogetherWhatArrivesDuringThePause() throws InterruptedException {
        var queue = new BatchingQueue<String>(Duration.ofMillis(300));
        queue.add("a");
        queue.take();
        var taken = System.nanoTime();
        queue.add("b");
        queue.add("c");
        queue.add("b");

        assertThat(queue.take()).containsExactly("b", "c");
        assertThat(Duration.ofNanos(System.nanoTime() - taken)).isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void doesNotWaitWithAFullBatch() throws InterruptedException {
        var queue = new BatchingQueue<Integer>(Duration.ofHours(1));
        queue.add(-1);
        queue.take();
        IntStream.range(0, BatchingQueue.LIMIT + 1).forEach(queue::add);

        assertThat(queue.take()).hasSize(BatchingQueue.LIMIT).doesNotContain(BatchingQueue.LIMIT);
    }
}
