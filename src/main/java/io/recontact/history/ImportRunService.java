package io.recontact.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.InstanceService;
import io.recontact.retention.RetentionPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a record of each import, so that others see it while it runs and afterwards. */
@Service
public class ImportRunService {

    private static final Duration BETWEEN_UPDATES = Duration.ofSeconds(1);

    private final ImportRunRepository runs;
    private final InstanceService instances;
    private final RetentionPolicy retention;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final MeterProvider<Timer> times;
    private final Counter items;

    ImportRunService(
            ImportRunRepository runs,
            InstanceService instances,
            RetentionPolicy retention,
            UuidV7Generator ids,
            Clock clock,
            MeterRegistry meters) {
        this.runs = runs;
        this.instances = instances;
        this.retention = retention;
        this.ids = ids;
        this.clock = clock;
        this.times = Timer.builder("recontact.import.runs")
                .description("Imports by source and outcome")
                .withRegistry(meters);
        for (var source : ImportRun.Source.values()) {
            times(source, ImportRun.State.COMPLETED);
            times(source, ImportRun.State.FAILED);
        }
        this.items = Counter.builder("recontact.import.items")
                .description("Items of imported transcripts")
                .register(meters);
    }

    private Timer times(ImportRun.Source source, ImportRun.State outcome) {
        return times.withTags("source", source.name(), "outcome", outcome.name());
    }

    /** The part of a run that imports. */
    interface Work {
        ImportReport run(ImportProgress progress) throws IOException;
    }

    /** A completed import. */
    public record Completed(UUID id, ImportReport report) {}

    /**
     * Runs an import and records it.
     *
     * @param follower also receives the progress
     * @throws ResourceNotFoundException if the instance does not exist; nothing is recorded then
     */
    Completed record(
            InstanceId instance, ImportRun.Source source, String requestedBy, ImportProgress follower, Work work)
            throws IOException {
        instances.require(instance);
        var now = clock.instant();
        runs.deleteStartedBefore(instance, retention.windowAt(now).oldestKept());
        var run = new ImportRun(ids.next(), instance, source, requestedBy, now, now, null, null, ImportReport.NOTHING);
        runs.insert(run);
        var progress = new Progress(run, follower);
        try {
            var report = work.run(progress);
            progress.end(report, ImportRun.State.COMPLETED);
            return new Completed(run.id(), report);
        } catch (IOException | RuntimeException | Error e) {
            try {
                progress.end(progress.report, ImportRun.State.FAILED);
            } catch (DataAccessException unrecorded) {
                e.addSuppressed(unrecorded); // the database is away: the run will look interrupted
            }
            throw e;
        }
    }

    /**
     * Returns the imports of an instance, newest first.
     *
     * @param before only imports that began before this one
     * @throws ResourceNotFoundException if the instance does not exist
     */
    @Transactional(readOnly = true)
    public List<ImportRun> page(InstanceId instance, @Nullable UUID before, int limit) {
        instances.require(instance);
        return runs.page(instance, before, limit);
    }

    /** Stores the counts of a running import each second. */
    private final class Progress implements ImportProgress {

        private final ImportRun run;
        private final ImportProgress follower;
        private ImportReport report = ImportReport.NOTHING;
        private Instant next;

        private Progress(ImportRun run, ImportProgress follower) {
            this.run = run;
            this.follower = follower;
            this.next = run.startedAt().plus(BETWEEN_UPDATES);
        }

        @Override
        public synchronized void accept(ImportReport report) {
            items.increment((double) (report.items() - this.report.items()));
            this.report = report;
            updateInTime();
            follower.accept(report);
        }

        @Override
        public synchronized void read(long bytes) {
            updateInTime();
            follower.read(bytes);
        }

        private void updateInTime() {
            var now = clock.instant();
            if (!now.isBefore(next)) {
                next = now.plus(BETWEEN_UPDATES);
                runs.update(run.id(), report, now, null);
            }
        }

        private synchronized void end(ImportReport report, ImportRun.State outcome) {
            var now = clock.instant();
            runs.update(run.id(), report, now, outcome);
            times(run.source(), outcome).record(Duration.between(run.startedAt(), now));
        }
    }
}
