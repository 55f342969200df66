package io.recontact.testcontrol;

import io.recontact.api.LoggableFailure;
import io.recontact.api.TestControlsEnabled;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.stereotype.Component;

/**
 * Runs all jobs of this node at once, instead of after their delays. They may run beside their scheduled runs, as they
 * may run on several nodes.
 */
@Component
@TestControlsEnabled
class ScheduledJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScheduledJobs.class);

    /** One job makes work for another: a chat ends, and is past its retention. */
    private static final int ROUNDS = 2;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ObjectProvider<ScheduledTaskHolder> holders;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("due-", 0).factory());

    ScheduledJobs(ObjectProvider<ScheduledTaskHolder> holders) {
        this.holders = holders;
    }

    /** Runs all jobs, twice. Returns false if some still run after ten seconds; they go on. */
    boolean run() {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (int round = 0; round < ROUNDS; round++) {
            var running = holders.stream()
                    .flatMap(holder -> holder.getScheduledTasks().stream())
                    .map(job -> CompletableFuture.runAsync(() -> run(job), threads))
                    .toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(running).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                return false; // not cancelled: an interrupted job takes it for the end of the service
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    private static void run(ScheduledTask job) {
        try {
            job.getTask().getRunnable().run();
        } catch (RuntimeException e) {
            log.error("A job failed after the clock moved, and runs again after its delay", LoggableFailure.of(e));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
