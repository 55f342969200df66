package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.util.ReflectionTestUtils;

/** Jobs do not wait for each other. */
@Timeout(60)
class SchedulingTests {

    /** A job that can be blocked. */
    static final class Job {

        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicBoolean overlapped = new AtomicBoolean();
        private final BlockingQueue<CountDownLatch> blocks = new ArrayBlockingQueue<>(1);

        @Scheduled(fixedDelay = 5)
        void run() throws InterruptedException {
            overlapped.compareAndSet(false, atOnce.incrementAndGet() > 1);
            runs.incrementAndGet();
            var block = blocks.poll();
            if (block != null) {
                block.await();
            }
            atOnce.decrementAndGet();
        }

        /** Returns once a run is blocked by the latch. */
        CountDownLatch block() {
            var block = new CountDownLatch(1);
            blocks.add(block);
            await().until(blocks::isEmpty);
            return block;
        }
    }

    private static void assertOthersRun(List<Job> jobs) {
        var before = jobs.stream().map(job -> job.runs.get()).toList();
        await("the next runs")
                .atMost(Duration.ofSeconds(10))
                .until(() -> IntStream.range(0, jobs.size())
                        .allMatch(i -> jobs.get(i).runs.get() > before.get(i) + 1));
    }

    private static List<Job> jobs(AnnotationConfigApplicationContext context, int number) {
        for (int i = 0; i < number; i++) {
            context.registerBean("job" + i, Job.class, Job::new);
        }
        context.register(SchedulingConfiguration.class);
        context.refresh();
        return List.copyOf(context.getBeansOfType(Job.class).values());
    }

    @Test
    void runsOtherJobsWhileOneOrAllButOneAreBlocked() {
        try (var context = new AnnotationConfigApplicationContext()) {
            var jobs = jobs(context, 14);
            for (var blocked : jobs) {
                var block = blocked.block();
                var runs = blocked.runs.get();
                assertOthersRun(jobs.stream().filter(job -> job != blocked).toList());
                assertThat(blocked.runs).hasValue(runs);
                block.countDown();
            }

            var blocks = jobs.stream().skip(1).map(Job::block).toList();
            assertOthersRun(jobs.subList(0, 1));
            blocks.forEach(CountDownLatch::countDown);
            assertOthersRun(jobs);
            assertThat(jobs).noneMatch(job -> job.overlapped.get());
        }
    }

    @Test
    void waitsForAJobThatRunsWhenItStops() throws Exception {
        try (var context = new AnnotationConfigApplicationContext()) {
            var jobs = jobs(context, 2);
            var block = jobs.getFirst().block();

            var closed = CompletableFuture.runAsync(context::close);

            await().until(context::isClosed);
            await("the end of the job").during(Duration.ofMillis(200)).until(() -> !closed.isDone());
            block.countDown();
            closed.get(10, TimeUnit.SECONDS);
            assertThat(jobs.getFirst().atOnce).hasValue(0);
        }
    }

    /** The jobs of the service. */
    @Nested
    @ServiceTest
    class OfTheService {

        private final ScheduledTaskHolder jobs;
        private final SchedulingConfiguration configuration;

        OfTheService(ScheduledTaskHolder jobs, SchedulingConfiguration configuration) {
            this.jobs = jobs;
            this.configuration = configuration;
        }

        @Test
        void haveAThreadEach() {
            assertThat(jobs.getScheduledTasks())
                    .hasSizeGreaterThanOrEqualTo(13)
                    .allMatch(job -> job.getTask() instanceof FixedDelayTask)
                    .hasSizeLessThanOrEqualTo(threads());
        }

        private int threads() {
            var scheduler = (ThreadPoolTaskScheduler) ReflectionTestUtils.getField(configuration, "scheduler");
            return scheduler == null
                    ? 0
                    : scheduler.getScheduledThreadPoolExecutor().getCorePoolSize();
        }
    }
}
