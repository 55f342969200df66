package io.recontact.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.api.Batches;
import io.recontact.api.InstanceId;
import io.recontact.api.LoggableFailure;
import io.recontact.api.SharedGauges;
import io.recontact.api.TaggedCounter;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.configuration.InstanceService;
import io.recontact.retention.RetentionBatches.Deleted;
import io.recontact.retention.RetentionBatches.StuckSessionException;
import io.recontact.retention.RetentionRun.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes expired contacts, expired client tokens, and the data of deleted instances. Callers no longer see any of it;
 * the job frees the space. It uses short transactions with pauses between them, may run on several nodes at once, and
 * continues after an interruption. Each run leaves a {@link RetentionRun}.
 */
@Component
class RetentionJob {

    private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);

    /**
     * A run that has done nothing for so long has ended with its node. Longer than any statement but a huge session's.
     */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private static final String CLIENT_TOKENS = "client_token";
    private static final String INSTANCES = "instance";

    private final RetentionBatches batches;
    private final ExpiredContacts contacts;
    private final ClientTokenService tokens;
    private final InstanceService instances;
    private final RetentionRunRepository runs;
    private final RetentionPolicy policy;
    private final RetentionJobProperties settings;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final TaggedCounter ends;
    private final TaggedCounter deletedRows;
    private final Counter deleted;
    private final Timer batchTimes;
    private final CountDownLatch closing = new CountDownLatch(1);

    RetentionJob(
            RetentionBatches batches,
            ExpiredContacts contacts,
            ClientTokenService tokens,
            InstanceService instances,
            RetentionRunRepository runs,
            RetentionPolicy policy,
            RetentionJobProperties settings,
            UuidV7Generator ids,
            Clock clock,
            MeterRegistry meters,
            SharedGauges gauges,
            SessionDeletion sessions) {
        this.batches = batches;
        this.contacts = contacts;
        this.tokens = tokens;
        this.instances = instances;
        this.runs = runs;
        this.policy = policy;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.ends =
                new TaggedCounter(meters, "recontact.retention.runs", "Runs of the retention job", "outcome", (Object[])
                        Outcome.values());
        this.deletedRows = new TaggedCounter(
                meters,
                "recontact.retention.rows",
                "Rows deleted with expired contacts and deleted instances",
                "table",
                sessions.tables().toArray());
        this.deleted = Counter.builder("recontact.retention.deleted")
                .description("Contacts deleted because their retention period had ended")
                .register(meters);
        this.batchTimes = Timer.builder("recontact.retention.batches")
                .description("Transactions that deleted expired sessions")
                .register(meters);
        gauges.registerSeconds(
                "recontact.retention.lag",
                "How long ago the oldest contact expired that is not deleted yet",
                () -> lag().toSeconds());
        gauges.register(
                "recontact.retention.held",
                "Expired sessions that stay because of a legal hold",
                () -> contacts.countHeld(oldestKept()));
    }

    /**
     * The first run follows soon after the start, at a random time, so that nodes that start together do not run at
     * once.
     */
    @Scheduled(
            fixedDelayString = "${recontact.retention.every:1h}",
            initialDelayString = "${recontact.retention.first-run-after:${random.int[10,300]}s}")
    void run() {
        var interrupted = runs.endInterrupted(clock.instant().minus(SILENCE));
        if (interrupted > 0) {
            log.warn("{} earlier runs of retention were interrupted; this one continues", interrupted);
        }
        runs.deleteOldest(settings.keptRuns());
        var progress = new Progress(begin());
        attempt("Expired contacts", progress, () -> removeExpired(progress));
        attempt("Expired client tokens", progress, () -> removeTokens(progress));
        removeInstances(progress);
        end(progress);
    }

    private RetentionRun begin() {
        var now = clock.instant();
        var node = ManagementFactory.getRuntimeMXBean().getName();
        var run = new RetentionRun(ids.next(), node, now, now, null, oldestKept(), Map.of(), null, 0, null);
        runs.insert(run);
        return run;
    }

    private void end(Progress progress) {
        var outcome = isClosing() ? Outcome.INTERRUPTED : progress.hasFailed ? Outcome.FAILED : Outcome.COMPLETED;
        var held = outcome == Outcome.INTERRUPTED ? null : contacts.countHeld(progress.run.oldestKept());
        runs.end(progress.run.id(), clock.instant(), outcome, held, progress.stuck);
        ends.increment(outcome);
        log.info(
                "Retention removed {} contacts, {} client tokens and {} deleted instances; {} sessions are on legal hold, {} could not be deleted; the oldest contact due is {} late",
                progress.contacts,
                progress.tokens,
                progress.instances,
                held == null ? "uncounted" : held,
                progress.stuck,
                lag());
    }

    /** Returns how long ago the oldest contact expired that is due and not deleted yet; zero without any. */
    Duration lag() {
        var oldestKept = oldestKept();
        return contacts.oldestDue(oldestKept)
                .map(oldest -> Duration.between(oldest, oldestKept))
                .orElse(Duration.ZERO);
    }

    private Instant oldestKept() {
        return policy.windowAt(clock.instant()).oldestKept();
    }

    /** After a failure the job continues with the next kind of rows. */
    private void attempt(String what, Progress progress, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            progress.hasFailed = true;
            log.error("{} cannot be deleted, the next run tries again", what, LoggableFailure.of(e));
        }
    }

    /** Deletes expired sessions from the oldest on. Goes on after a session that cannot be deleted. */
    private void removeExpired(Progress progress) {
        var position = SessionPosition.START;
        while (position != null && !isClosing()) {
            var after = position;
            try {
                position = inBatch(progress, size -> batches.deleteExpired(progress.run, after, size));
            } catch (StuckSessionException e) {
                progress.stuck++;
                progress.hasFailed = true;
                log.error(
                        "Session {} cannot be deleted, the next run tries again",
                        e.session().id(),
                        LoggableFailure.of(e));
                position = e.session();
            }
        }
    }

    private void removeTokens(Progress progress) {
        int removed;
        do {
            removed = Batches.inTime(tokens::forget, settings.batch());
            progress.tokens += removed;
            if (removed > 0) {
                runs.add(progress.run.id(), Map.of(CLIENT_TOKENS, removed), clock.instant());
            }
        } while (removed > 0 && !isClosing());
    }

    private void removeInstances(Progress progress) {
        for (var instance : instances.deleted()) {
            attempt("The data of the deleted instance " + instance, progress, () -> removeInstance(instance, progress));
        }
    }

    private void removeInstance(InstanceId instance, Progress progress) {
        if (batches.isHeld(instance)) {
            log.warn("The data of the deleted instance {} stay until its legal holds are released", instance);
            return;
        }
        removeContactsOf(instance, progress);
        if (isClosing()) {
            return;
        }
        contacts.closeToStarts(instance);
        removeContactsOf(instance, progress); // of starts that were in progress
        if (isClosing() || batches.isHeld(instance)) {
            return;
        }
        instances.remove(instance);
        progress.instances++;
        runs.add(progress.run.id(), Map.of(INSTANCES, 1), clock.instant());
    }

    private void removeContactsOf(InstanceId instance, Progress progress) {
        UUID last = null;
        do {
            var after = last;
            last = inBatch(progress, size -> batches.deleteOf(progress.run, instance, after, size));
        } while (last != null && !isClosing());
    }

    private interface Work<P> {
        Deleted<P> delete(int size);
    }

    /** Deletes a batch, or a smaller one if it fails, and then pauses. Returns its last position, or null. */
    private <P> @Nullable P inBatch(Progress progress, Work<P> work) {
        while (true) {
            var began = System.nanoTime();
            Deleted<P> batch;
            try {
                batch = work.delete(progress.pace.size());
            } catch (StuckSessionException e) {
                throw e;
            } catch (RuntimeException e) {
                if (!progress.pace.shrink()) {
                    throw e;
                }
                continue;
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            record(progress, batch.rows(), took);
            var pause = progress.pace.pauseAfter(took);
            if (batch.last() != null) {
                await(pause);
            }
            return batch.last();
        }
    }

    private void record(Progress progress, Map<String, Integer> rows, Duration took) {
        var contactRows = rows.getOrDefault("contact", 0);
        progress.contacts += contactRows;
        deleted.increment(contactRows);
        if (!rows.isEmpty()) {
            batchTimes.record(took);
        }
        rows.forEach(deletedRows::increment);
    }

    private void await(Duration pause) {
        try {
            var _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the scheduler shuts down
            closing.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** A run may have hours of work left. The node stops after the batch, and the next run continues. */
    @EventListener
    void on(ContextClosedEvent event) {
        closing.countDown();
    }

    /** The progress of a run. */
    private final class Progress {

        private final RetentionRun run;
        private final BatchPace pace = new BatchPace(settings);
        private long contacts;
        private long tokens;
        private long instances;
        private long stuck;
        private boolean hasFailed;

        Progress(RetentionRun run) {
            this.run = run;
        }
    }
}
