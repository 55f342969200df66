package io.recontact.history.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SharedGauges;
import io.recontact.history.archive.TranscriptFileRepository.Due;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stores the transcripts of ended chats. Any number of nodes may run it: each takes files by a lease, so that a file
 * whose node was killed is written by another one. A file that cannot be stored is tried again until it is, with longer
 * and longer pauses.
 */
@Component
class TranscriptArchiveJob implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TranscriptArchiveJob.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The number of files that a node stores at the same time. */
    private static final int BATCH = 16;

    /** Longer than nodes with a store take to restart. */
    private static final Duration UNSEEN = Duration.ofHours(1);

    private final TranscriptFileRepository files;
    private final TranscriptArchive archive;
    private final TranscriptArchiveProperties settings;
    private final Clock clock;
    private final @Nullable TranscriptStore store;
    private final Counter stored;
    private final Counter failed;
    private volatile boolean isRunning;
    private volatile boolean isClosing;

    TranscriptArchiveJob(
            TranscriptFileRepository files,
            TranscriptArchive archive,
            TranscriptArchiveProperties settings,
            Clock clock,
            ObjectProvider<TranscriptStore> store,
            MeterRegistry meters,
            SharedGauges gauges) {
        this.files = files;
        this.archive = archive;
        this.settings = settings;
        this.clock = clock;
        this.store = store.getIfAvailable();
        this.stored = counter("stored", meters);
        this.failed = counter("failed", meters);
        gauges.register(
                "recontact.transcript.archive.waiting", "Transcript files that are not stored yet", files::count);
        gauges.registerSeconds(
                "recontact.transcript.archive.lag",
                "How long ago the chat ended whose transcript file has been waiting for the longest time",
                () -> files.lag(clock.instant()).toSeconds());
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("recontact.transcript.archive.files")
                .description("Attempts to store a transcript file")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Begins before the web server, so that no chat ends unnoticed. */
    @Override
    public void start() {
        isRunning = true;
        announce();
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    /** A run may have much left. The node stops after the batch, and another node or the next start continues. */
    @EventListener
    void on(ContextClosedEvent event) {
        isClosing = true;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    @Scheduled(fixedDelayString = "${recontact.transcript-archive.seen-every:1m}")
    void announce() {
        if (store != null) {
            files.open(clock.instant());
        } else {
            files.closeUnlessSeenSince(clock.instant().minus(UNSEEN));
        }
    }

    /** Stores all files that are due. Stops when none of a batch could be stored. */
    @Scheduled(
            fixedDelayString = "${recontact.transcript-archive.every:2s}",
            initialDelayString = "${recontact.transcript-archive.every:2s}")
    void storeDue() {
        if (store == null) {
            return;
        }
        var isProgress = true;
        while (isProgress && !isClosing) {
            var now = clock.instant();
            var batch = files.take(now, now.plus(settings.lease()), BATCH);
            isProgress = store(batch, store) > 0;
        }
    }

    /** Reads one transcript after the other, for the sake of other readers, but stores them at once. */
    private int store(List<Due> batch, TranscriptStore store) {
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var file : batch) {
                attempt(file, done, () -> {
                    var key = archive.key(file);
                    var transcript = archive.read(file);
                    threads.execute(() -> attempt(file, done, () -> {
                        try (transcript) {
                            if (put(file, key, transcript, store)) {
                                stored.increment();
                            }
                        }
                        files.done(file);
                        done.incrementAndGet();
                    }));
                });
            }
        }
        return done.get();
    }

    /** Returns false if there is nothing to store any more. */
    private boolean put(Due file, String key, SpooledTranscript transcript, TranscriptStore store) throws IOException {
        var openUntil = clock.instant().plus(settings.lease());
        if (!files.begin(file, store.name(), key, openUntil)) {
            return false;
        }
        store.put(key, transcript, file.attempt());
        files.stored(file, store.name(), key, openUntil, clock.instant());
        return true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private void attempt(Due file, AtomicInteger done, Work work) {
        try {
            work.run();
        } catch (ResourceNotFoundException _) {
            // Erased, or past its retention. Another job deletes the rows.
            files.done(file);
            done.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            failed.increment();
            if (Outage.isBehind(e)) {
                return; // the lease ends
            }
            var pause = settings.pauseAfter(file.attempt());
            if (sampler.lets("failure")) {
                log.warn(
                        "The transcript of contact {} is not stored after attempt {}; the next one follows in {}: {}",
                        file.contact(),
                        file.attempt(),
                        pause,
                        LoggableFailure.summary(e));
            }
            files.postpone(file, clock.instant().plus(pause));
        }
    }
}
