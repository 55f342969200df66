package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.LogSampler;
import io.recontact.api.Outage;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.configuration.FlowPublication;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.contact.LiveContact;
import io.recontact.flow.FlowMetrics.Ending;
import io.recontact.flow.language.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with runs. What some actions do, and how far the run is by then, is one transaction under the lock of the
 * session: it happens once, whoever else tries, and not at all if this node is killed before its end.
 */
@Component
class FlowRunner {

    private static final Logger log = LoggerFactory.getLogger(FlowRunner.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** How many actions one transaction has: the lock of a session is not held for long. */
    private static final int BATCH = 50;

    /** No flow that gets anywhere does as much without waiting; one that goes round in a circle does. */
    static final int MAX_STEPS = 1_000;

    /** What a call is given beyond its own limit before somebody makes it once more. */
    private static final Duration SPARE = Duration.ofSeconds(20);

    /** How often the answer of a call is tried to be taken; the database is waited for each time. */
    private static final int MAX_ATTEMPTS = 4;

    /** Whose run the present thread goes on with: what happens to that contact then is the flow's own doing. */
    static final ScopedValue<ContactId> CONTACT = ScopedValue.newInstance();

    /** Whether to wait for the lock of a session. */
    enum Patience {
        WAIT,
        COME_BACK
    }

    private sealed interface Left {

        record Nothing() implements Left {}

        record More() implements Left {}

        record Call(UUID id, ExternalCall call) implements Left {}
    }

    private final ContactLifecycle lifecycle;
    private final FlowRunRepository runs;
    private final FlowDocumentCache flows;
    private final Interpreter interpreter;
    private final WaitConditions waits;
    private final ExternalCalls calls;
    private final TranscriptRepository transcript;
    private final FlowMetrics metrics;
    private final TransactionTemplate transactions;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final Semaphore slots;

    FlowRunner(
            ContactLifecycle lifecycle,
            FlowRunRepository runs,
            FlowDocumentCache flows,
            Interpreter interpreter,
            WaitConditions waits,
            ExternalCalls calls,
            TranscriptRepository transcript,
            FlowMetrics metrics,
            TransactionTemplate transactions,
            FlowProperties settings,
            UuidV7Generator ids,
            Clock clock) {
        this.lifecycle = lifecycle;
        this.runs = runs;
        this.flows = flows;
        this.interpreter = interpreter;
        this.waits = waits;
        this.calls = calls;
        this.transcript = transcript;
        this.metrics = metrics;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.slots = new Semaphore(settings.atOnce());
    }

    /** Goes on with the run of a contact, if it has one, until there is nothing to do for now. */
    void run(ContactId contact, Patience patience) throws InterruptedException {
        CallResult answer = null;
        while (true) {
            switch (persistentTurn(contact, patience, answer)) {
                case Left.Nothing() -> {
                    return;
                }
                case Left.More() -> answer = null;
                case Left.Call(var id, var call) -> answer = calls.make(id, call);
            }
        }
    }

    /** What a call has come to is not lost to a lock that somebody holds for long: it would be made once more. */
    private Left persistentTurn(ContactId contact, Patience patience, @Nullable CallResult answer)
            throws InterruptedException {
        for (int attempt = 1; answer != null && attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return turn(contact, patience, answer);
            } catch (RuntimeException e) {
                if (!Outage.isBehind(e)) {
                    throw e;
                }
                log.debug("What a call of contact {} has come to is not taken yet", contact, e);
            }
        }
        return turn(contact, patience, answer);
    }

    private Left turn(ContactId contact, Patience patience, @Nullable CallResult answer) throws InterruptedException {
        slots.acquire();
        try {
            return ScopedValue.where(CONTACT, contact)
                    .call(() -> transactions.execute(_ -> resume(contact, patience, answer)));
        } finally {
            slots.release();
        }
    }

    private Left resume(ContactId contact, Patience patience, @Nullable CallResult answer) {
        var segment =
                patience == Patience.WAIT || answer != null ? lifecycle.lock(contact) : lifecycle.tryLock(contact);
        // Read after the lock has been granted, so that it is as whoever was before us has left it.
        var run = segment.flatMap(_ -> runs.find(contact));
        return run.isEmpty() ? new Left.Nothing() : resume(segment.orElseThrow(), run.get(), answer);
    }

    private Left resume(LiveContact segment, FlowRun run, @Nullable CallResult answer) {
        var now = clock.instant();
        if (run.occasion() == FlowTrigger.STARTED && segment.isYetToBegin(now)) {
            return new Left.Nothing();
        }
        var publication = Optional.ofNullable(run.publication())
                .or(() -> flows.findRunnable(segment).map(FlowPublication::id));
        var document = publication.flatMap(flows::of);
        if (document.isEmpty()) {
            if (sampler.lets("no flow")) {
                log.warn("Contact {} has no flow to run ({})", run.contact(), run.occasion());
            }
            end(segment, run);
            return new Left.Nothing();
        }
        var execution = new FlowExecution(segment, run.beginning(publication.get()), document.get(), now);
        interpreter.prepare(execution);
        return switch (run.status()) {
            case READY -> act(execution);
            case WAITING -> awake(execution);
            case CALLING -> answered(execution, answer);
        };
    }

    private Left awake(FlowExecution execution) {
        if (execution.endOpenWait()) {
            return follow(execution, WaitConditions.COMPLETED) ? act(execution) : new Left.Nothing();
        }
        var seen = transcript.newest(execution.run().session());
        var outcome = waits.outcome(execution.run(), execution.now);
        if (outcome.isEmpty()) {
            waits.lookedUpTo(execution.run(), seen);
            return new Left.Nothing();
        }
        return follow(execution, outcome.get()) ? act(execution) : new Left.Nothing();
    }

    private Left answered(FlowExecution execution, @Nullable CallResult answer) {
        var state = execution.run().state();
        if (answer != null && answer.call().equals(state.call())) {
            if (answer.external() != null) {
                execution.external = answer.external();
            }
            if (answer.task() != null) {
                execution.task = answer.task().value();
            }
            return follow(execution, answer.outcome()) ? act(execution) : new Left.Nothing();
        }
        if (answer != null
                || state.call() == null
                || state.callUntil() == null
                || state.callUntil().isAfter(execution.now)) {
            return new Left.Nothing(); // somebody else is at it
        }
        // Whoever made the call has not come back. It is made once more, and known by the same id.
        return take(execution, interpreter.perform(execution), state.call()).orElseGet(() -> act(execution));
    }

    private Left act(FlowExecution execution) {
        for (int i = 0; i < BATCH; i++) {
            if (execution.steps() >= MAX_STEPS) {
                cutOff(execution);
                return new Left.Nothing();
            }
            if (execution.endOpenWait() && !follow(execution, WaitConditions.COMPLETED)) {
                return new Left.Nothing();
            }
            execution.countStep();
            metrics.acted(execution.action().type());
            var left = take(execution, interpreter.perform(execution), ids.next());
            if (left.isPresent()) {
                return left.get();
            }
        }
        save(execution.ready());
        return new Left.More();
    }

    /** Takes what an action has come to; empty if the next one can follow at once. */
    private Optional<Left> take(FlowExecution execution, StepResult result, UUID call) {
        Optional<Left> nothing = Optional.of(new Left.Nothing());
        switch (result) {
            case StepResult.Goes(var outcome) -> {
                return follow(execution, outcome) ? Optional.empty() : nothing;
            }
            case StepResult.Full() -> {
                if (follow(execution, new Outcome.Failed("QueueAtCapacity"))) {
                    save(execution.ready());
                    return Optional.of(new Left.More());
                }
            }
            case StepResult.Jumps(var flow) -> {
                var document = flows.of(flow.id());
                document.ifPresent(found -> execution.jump(flow.id(), found));
                return document.isPresent() || follow(execution, Outcome.failed()) ? Optional.empty() : nothing;
            }
            case StepResult.Waits(var timeout, var events) ->
                save(execution.waiting(
                        execution.now.plus(timeout),
                        events,
                        transcript.newest(execution.run().session())));
            case StepResult.Calls(var outside) -> {
                save(execution.calling(
                        call, execution.now.plus(calls.limit(outside)).plus(SPARE)));
                return Optional.of(new Left.Call(call, outside));
            }
            case StepResult.Queues() -> leave(execution.run(), Ending.QUEUED);
            case StepResult.Leaves() -> {
                if (execution.open == null) {
                    leave(execution.run(), Ending.ENDED);
                } else {
                    save(execution.backToWait(execution.open));
                }
            }
            case StepResult.Disconnects() -> disconnect(execution.run(), Ending.DISCONNECTED);
        }
        return nothing;
    }

    /** False if nothing follows, and then the run is over, or goes on with the wait that is open. */
    private boolean follow(FlowExecution execution, Outcome outcome) {
        var next = execution.action().transitions().after(outcome, execution.data);
        if (next.isPresent()) {
            execution.goTo(next.get());
        } else if (execution.open != null) {
            save(execution.backToWait(execution.open));
        } else {
            end(execution.segment, execution.run());
        }
        return next.isPresent();
    }

    /**
     * A contact whose flow has come to its end without having taken it anywhere is over, too, unless it is queued, or
     * the flow was one aside.
     */
    private void end(LiveContact segment, FlowRun run) {
        if (run.occasion().isAside() || segment.wasQueued()) {
            leave(run, Ending.ENDED);
        } else {
            disconnect(run, Ending.DISCONNECTED);
        }
    }

    private void cutOff(FlowExecution execution) {
        if (sampler.lets("cut off")) {
            log.warn(
                    "The flow of contact {} is cut off: {} actions without waiting, the last one of type {}",
                    execution.run().contact(),
                    execution.steps(),
                    execution.action().type());
        }
        if (execution.occasion().isAside()) {
            leave(execution.run(), Ending.CUT_OFF);
        } else {
            disconnect(execution.run(), Ending.CUT_OFF);
        }
    }

    /** Ends a run that does not go on; what is in its row may be the reason, so most of it is not read. */
    void giveUp(ContactId contact) {
        ScopedValue.where(CONTACT, contact)
                .run(() -> transactions.executeWithoutResult(_ -> lifecycle
                        .lock(contact)
                        .flatMap(_ -> runs.findOccasion(contact))
                        .ifPresent(occasion -> giveUp(contact, occasion))));
    }

    private void giveUp(ContactId contact, FlowTrigger occasion) {
        if (sampler.lets("given up")) {
            log.warn("The flow of contact {} is cut off: it does not go on", contact);
        }
        metrics.over(Ending.CUT_OFF, 1);
        runs.remove(contact);
        if (occasion == FlowTrigger.RESUMED) {
            runs.restore(contact);
        }
        if (!occasion.isAside()) {
            lifecycle.end(contact, DisconnectReason.CONTACT_FLOW_DISCONNECT);
        }
    }

    private void leave(FlowRun run, Ending ending) {
        metrics.over(ending, 1);
        runs.remove(run);
        if (run.occasion() == FlowTrigger.RESUMED) {
            if (ending == Ending.QUEUED) {
                runs.forgetSuspended(run.contact());
            } else {
                runs.restore(run.contact());
            }
        }
    }

    private void disconnect(FlowRun run, Ending ending) {
        metrics.over(ending, 1);
        lifecycle.end(run.contact(), DisconnectReason.CONTACT_FLOW_DISCONNECT);
    }

    private void save(FlowRun run) {
        if (!runs.save(run)) {
            throw new StaleRunException("The flow of contact %s was ended meanwhile".formatted(run.contact()));
        }
    }
}
