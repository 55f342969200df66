package io.recontact.flow;

import io.recontact.api.BatchingQueue;
import io.recontact.api.ContactId;
import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.FlowRequested;
import io.recontact.flow.FlowRunner.LockMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Decides when runs continue. Events of this node continue runs at once. A sweep continues all runs that are due,
 * whichever node they come from.
 */
@Component
class FlowRunScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FlowRunScheduler.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final int PAGE = 200;

    private static final int MAX_FAILURES = 5;

    /** A due run is hidden from the sweeps of other nodes for this time. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    /** The pause between two statements that find the runs which wait for items. */
    private static final Duration PAUSE = Duration.ofMillis(3);

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final FlowRunner runner;
    private final FlowRunRepository runs;
    private final FlowListenerRepository listeners;
    private final TranscriptRepository transcript;
    private final Clock clock;
    private final BatchingQueue<SessionId> appended = new BatchingQueue<>(PAUSE);
    private final Map<ContactId, Integer> requests = new ConcurrentHashMap<>();
    private volatile @Nullable ExecutorService executor;

    FlowRunScheduler(
            FlowRunner runner,
            FlowRunRepository runs,
            FlowListenerRepository listeners,
            TranscriptRepository transcript,
            Clock clock) {
        this.runner = runner;
        this.runs = runs;
        this.listeners = listeners;
        this.transcript = transcript;
        this.clock = clock;
    }

    /** Leaves a flow that begins later to the sweep. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(FlowRequested event) {
        if (!event.at().isAfter(clock.instant())) {
            resume(event.contact(), LockMode.WAIT);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ContactResumed event) {
        resume(event.segment().contact(), LockMode.WAIT);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ItemsAppended event) {
        appended.add(event.session());
    }

    /** Continues runs that are due. */
    @Scheduled(fixedDelayString = "${recontact.flows.every:1s}")
    void sweep() {
        var now = clock.instant();
        var until = now.plus(CLAIM);
        List<UUID> due;
        do {
            due = runs.claimDue(now, until, PAGE);
            due.forEach(contact -> execute(() ->
                    run(new ContactId(contact), LockMode.SKIP, () -> runs.release(contact, until, clock.instant()))));
        } while (due.size() == PAGE);
    }

    /** Finds awaited items without a notification, which is lost if a node is killed. */
    @Scheduled(fixedDelayString = "${recontact.flows.look-again-every:10s}")
    void pollTranscripts() {
        UUID after = null;
        List<FlowListener> page;
        do {
            page = runs.findListening(after, Limit.of(PAGE));
            // Two contacts of a session may have runs while the session moves to its next contact.
            var sessions = transcript.sessionsWithNewItems(page.stream()
                    .collect(Collectors.toMap(FlowListener::session, FlowListener::seenSequence, Math::min)));
            page.stream()
                    .filter(listener -> sessions.contains(listener.session()))
                    .forEach(listener -> resume(listener.contact(), LockMode.SKIP));
            after = page.isEmpty() ? null : page.getLast().session().value();
        } while (page.size() == PAGE);
    }

    private void resume(ContactId contact, LockMode lock) {
        execute(() -> run(contact, lock));
    }

    /** Uses one thread per contact, however many items arrive. Requests that come meanwhile make it repeat once. */
    private void resumeOnce(ContactId contact) {
        if (requests.merge(contact, 1, Integer::sum) == 1) {
            execute(() -> {
                Integer handled;
                do {
                    handled = requests.get(contact);
                    run(contact, LockMode.WAIT);
                } while (handled != null && !requests.remove(contact, handled));
            });
        }
    }

    private void execute(Runnable task) {
        var workers = executor;
        if (workers == null) {
            return; // this node stops; the run is due, and another node continues it
        }
        try {
            workers.execute(task);
        } catch (RejectedExecutionException _) {
            // This node stops; the run is due, and another node continues it.
        }
    }

    private void run(ContactId contact, LockMode lock) {
        run(contact, lock, () -> {});
    }

    private void run(ContactId contact, LockMode lock, Runnable ifLocked) {
        try {
            if (!runner.run(contact, lock)) {
                ifLocked.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (OptimisticLockingFailureException e) {
            log.debug("The flow of contact {} ended while it ran, and its last actions are undone", contact, e);
        } catch (RuntimeException | StackOverflowError e) {
            // The run is due again after a while.
            if (Outage.isBehind(e)) {
                log.debug("The flow of contact {} continues after the outage", contact, e);
                return;
            }
            if (sampler.lets("failure")) {
                log.warn("The flow of contact {} has failed and is retried", contact, LoggableFailure.of(e));
            }
            countFailure(contact);
        }
    }

    /** Counts a failure, and stops a run that keeps failing. */
    private void countFailure(ContactId contact) {
        try {
            if (runs.countFailure(contact.value()).orElse(0) >= MAX_FAILURES) {
                runner.giveUp(contact);
            }
        } catch (RuntimeException e) {
            // The run is due again after a while.
            if (Outage.isBehind(e)) {
                log.debug("The failed flow of contact {} continues after the outage", contact, e);
            } else if (sampler.lets("giving up")) {
                log.error("The failed flow of contact {} cannot be stopped", contact, LoggableFailure.of(e));
            }
        }
    }

    private void resumeListening() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                resumeListening(appended.take());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // ends the loop
            }
        }
    }

    /** Continues the runs that wait for items of some sessions. */
    private void resumeListening(Set<SessionId> sessions) {
        try {
            listeners.findContacts(sessions).forEach(this::resumeOnce);
        } catch (RuntimeException e) {
            // The poll finds the items later.
            if (sampler.lets("noting")) {
                log.warn(
                        "Flows in {} sessions get new items late, by the next poll: {}",
                        sessions.size(),
                        LoggableFailure.summary(e));
            }
        }
    }

    @Override
    public void start() {
        requests.clear();
        var started = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("flow-", 0).factory());
        started.execute(this::resumeListening);
        executor = started;
    }

    @Override
    public void stop() {
        var workers = executor;
        executor = null;
        if (workers == null) {
            return;
        }
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("Flows still run at shutdown; other nodes continue them");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the shutdown is in a hurry
        }
    }

    /** Stops after the web server has answered its last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}
