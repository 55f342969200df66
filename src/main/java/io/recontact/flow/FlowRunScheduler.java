package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.FlowRequested;
import io.recontact.flow.FlowRunRepository.Listener;
import io.recontact.flow.FlowRunner.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has runs gone on with: at once what has begun or been waited for on this node, and all that are due by a sweep,
 * whichever node has left them.
 */
@Component
class FlowRunScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FlowRunScheduler.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final int PAGE = 200;

    private static final int MAX_FAILURES = 5;

    /** How long others leave a run alone that a sweep has found due. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FlowRunner runner;
    private final FlowRunRepository runs;
    private final TranscriptRepository transcript;
    private final Clock clock;
    private final BlockingQueue<SessionId> grown = new LinkedBlockingQueue<>();
    private final Map<ContactId, Integer> looks = new ConcurrentHashMap<>();
    private volatile @Nullable ExecutorService executor;

    FlowRunScheduler(FlowRunner runner, FlowRunRepository runs, TranscriptRepository transcript, Clock clock) {
        this.runner = runner;
        this.runs = runs;
        this.transcript = transcript;
        this.clock = clock;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void hear(FlowRequested due) {
        resume(due.contact(), Patience.WAIT);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void hear(ContactResumed resumed) {
        resume(resumed.segment().contact(), Patience.WAIT);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(ItemsAppended event) {
        grown.add(event.session());
    }

    /** Goes on with what is due. */
    @Scheduled(fixedDelayString = "${recontact.flows.every:1s}")
    void sweep() {
        List<ContactId> due;
        do {
            var now = clock.instant();
            due = runs.claimDue(now, now.plus(CLAIM), PAGE);
            due.forEach(contact -> resume(contact, Patience.COME_BACK));
        } while (due.size() == PAGE);
    }

    /** Looks for what runs wait for although nobody has told: whoever would have may have been killed. */
    @Scheduled(fixedDelayString = "${recontact.flows.look-again-every:10s}")
    void lookAgain() {
        SessionId after = null;
        List<Listener> page;
        do {
            page = runs.listening(after, PAGE);
            // A session may go on in a next contact before the run of the last one is gone: then either will do.
            var sessions = transcript.sessionsWithNewItems(
                    page.stream().collect(Collectors.toMap(Listener::session, Listener::seen, Math::min)));
            page.stream()
                    .filter(listener -> sessions.contains(listener.session()))
                    .forEach(listener -> resume(listener.contact(), Patience.COME_BACK));
            after = page.isEmpty() ? null : page.getLast().session();
        } while (page.size() == PAGE);
    }

    private void resume(ContactId contact, Patience patience) {
        execute(() -> run(contact, patience));
    }

    /** One thread looks at a time, however fast a chat grows; what comes meanwhile makes it look once more. */
    private void look(ContactId contact) {
        if (looks.merge(contact, 1, Integer::sum) == 1) {
            execute(() -> {
                Integer seen;
                do {
                    seen = looks.get(contact);
                    run(contact, Patience.WAIT);
                } while (seen != null && !looks.remove(contact, seen));
            });
        }
    }

    private void execute(Runnable task) {
        var workers = executor;
        if (workers == null) {
            return; // the run is due, and another node goes on with it
        }
        try {
            workers.execute(task);
        } catch (RejectedExecutionException _) {
            // The same, and this node stops.
        }
    }

    private void run(ContactId contact, Patience patience) {
        try {
            runner.run(contact, patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StaleRunException e) {
            log.debug("{}", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // It is due again after a while.
            if (Outage.isBehind(e)) {
                log.debug("The flow of contact {} does not go on at the moment", contact, e);
                return;
            }
            if (sampler.lets("failure")) {
                log.warn("The flow of contact {} does not go on", contact, LoggableFailure.of(e));
            }
            giveUpAfterAll(contact);
        }
    }

    /** What does not go on for the same reason each time would never do. */
    private void giveUpAfterAll(ContactId contact) {
        try {
            if (runs.countFailure(contact) >= MAX_FAILURES) {
                runner.giveUp(contact);
            }
        } catch (RuntimeException e) {
            // It is due again after a while, and fails once more.
            if (Outage.isBehind(e)) {
                log.debug("The flow of contact {} cannot be given up at the moment", contact, e);
            } else if (sampler.lets("giving up")) {
                log.error("The flow of contact {} cannot be given up", contact, LoggableFailure.of(e));
            }
        }
    }

    /** What happens during one statement goes together into the next. */
    private void noteAll() {
        var sessions = new LinkedHashSet<SessionId>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sessions.add(grown.take());
                grown.drainTo(sessions, PAGE);
                runs.listeningIn(sessions).forEach(listener -> look(listener.contact()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // which ends the loop
            } catch (RuntimeException e) {
                // Runs that wait are looked at now and then even if nobody has told.
                if (sampler.lets("noting")) {
                    log.warn(
                            "{} sessions have grown, and their flows do not know: {}",
                            sessions.size(),
                            LoggableFailure.summary(e));
                }
            }
            sessions.clear();
        }
    }

    @Override
    public void start() {
        looks.clear();
        var started = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("flow-", 0).factory());
        started.execute(this::noteAll);
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
            if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("Flows are left in the middle of something; they are due for another node");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever waits for us is in a hurry
        }
    }

    /** Goes on until the last request has been answered. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}
