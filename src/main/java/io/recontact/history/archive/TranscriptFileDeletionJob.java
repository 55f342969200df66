package io.recontact.history.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.SharedGauges;
import io.recontact.history.archive.TranscriptFileDeletionRepository.Due;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the transcript files of deleted contacts. Any number of nodes may run it, as with
 * {@link TranscriptArchiveJob}: each takes files by a lease, and a file that cannot be deleted is tried again until it
 * is. A node deletes files of its own store only.
 */
@Component
class TranscriptFileDeletionJob {

    private static final Logger log = LoggerFactory.getLogger(TranscriptFileDeletionJob.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The number of files that a node deletes at the same time. */
    private static final int BATCH = 16;

    private final TranscriptFileDeletionRepository deletions;
    private final TranscriptArchiveProperties settings;
    private final Clock clock;
    private final @Nullable TranscriptStore store;
    private final Counter deleted;
    private final Counter failed;
    private volatile boolean isClosing;

    TranscriptFileDeletionJob(
            TranscriptFileDeletionRepository deletions,
            TranscriptArchiveProperties settings,
            Clock clock,
            ObjectProvider<TranscriptStore> store,
            MeterRegistry meters,
            SharedGauges gauges) {
        this.deletions = deletions;
        this.settings = settings;
        this.clock = clock;
        this.store = store.getIfAvailable();
        this.deleted = counter("deleted", meters);
        this.failed = counter("failed", meters);
        gauges.register(
                "recontact.transcript.archive.deletions.waiting",
                "Transcript files of deleted contacts that are not deleted yet",
                deletions::count);
        gauges.registerSeconds(
                "recontact.transcript.archive.deletions.lag",
                "How long ago the contact was deleted whose transcript file has been waiting for the longest time",
                () -> deletions.lag(clock.instant()).toSeconds());
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("recontact.transcript.archive.deletions")
                .description("Attempts to delete a transcript file")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** A run may have much left. The node stops after the batch, and another node or the next start continues. */
    @EventListener
    void on(ContextClosedEvent event) {
        isClosing = true;
    }

    /** Deletes all files that are due. Stops when none of a batch could be deleted. */
    @Scheduled(
            fixedDelayString = "${recontact.transcript-archive.every:2s}",
            initialDelayString = "${recontact.transcript-archive.every:2s}")
    void deleteDue() {
        if (store == null) {
            return;
        }
        var isProgress = true;
        while (isProgress && !isClosing) {
            var now = clock.instant();
            isProgress = delete(deletions.take(store.name(), now, now.plus(settings.lease()), BATCH), store) > 0;
        }
    }

    private int delete(List<Due> batch, TranscriptStore store) {
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var file : batch) {
                threads.execute(() -> {
                    if (delete(file, store)) {
                        done.incrementAndGet();
                    }
                });
            }
        }
        return done.get();
    }

    private boolean delete(Due file, TranscriptStore store) {
        try {
            store.delete(file.key());
            deletions.done(file);
            deleted.increment();
            return true;
        } catch (IOException | RuntimeException e) {
            failed.increment();
            if (Outage.isBehind(e)) {
                return false; // the lease ends
            }
            var pause = settings.pauseAfter(file.attempt());
            if (sampler.lets("failure")) {
                log.warn(
                        "The transcript file {} of a deleted contact is not deleted after attempt {}; the next one follows in {}: {}",
                        file.key(),
                        file.attempt(),
                        pause,
                        LoggableFailure.summary(e));
            }
            deletions.postpone(file, clock.instant().plus(pause));
            return false;
        }
    }
}
