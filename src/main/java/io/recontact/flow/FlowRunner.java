package io.recontact.flow;

import io.recontact.contact.FlowDue.Occasion;
import io.recontact.contact.Segment;
import io.recontact.contact.Segments;
import io.recontact.directory.FlowPublication;
import io.recontact.flow.FlowMetrics.Ending;
import io.recontact.language.Outcome;
import io.recontact.transcript.Transcript;
import io.recontact.wire.ContactId;
import io.recontact.wire.DisconnectReason;
import io.recontact.wire.Ids;
import io.recontact.wire.LogSampler;
import io.recontact.wire.Outage;
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

        record Call(UUID id, OutsideCall call) implements Left {}
    }

    private final Segments segments;
    private final FlowRuns runs;
    private final ParsedFlows flows;
    private final Interpreter interpreter;
    private final FlowWaits waits;
    private final OutsideCalls calls;
    private final Transcript transcript;
    private final FlowMetrics metrics;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;
    private final Semaphore slots;

    FlowRunner(
            Segments segments,
            FlowRuns runs,
            ParsedFlows flows,
            Interpreter interpreter,
            FlowWaits waits,
            OutsideCalls calls,
            Transcript transcript,
            FlowMetrics metrics,
            TransactionTemplate transactions,
            FlowSettings settings,
            Ids ids,
            Clock clock) {
        this.segments = segments;
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
        Answer answer = null;
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
    private Left persistentTurn(ContactId contact, Patience patience, @Nullable Answer answer)
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

    private Left turn(ContactId contact, Patience patience, @Nullable Answer answer) throws InterruptedException {
        slots.acquire();
        try {
            return ScopedValue.where(CONTACT, contact)
                    .call(() -> transactions.execute(_ -> goOn(contact, patience, answer)));
        } finally {
            slots.release();
        }
    }

    private Left goOn(ContactId contact, Patience patience, @Nullable Answer answer) {
        var segment = patience == Patience.WAIT || answer != null ? segments.lock(contact) : segments.tryLock(contact);
        // Read after the lock has been granted, so that it is as whoever was before us has left it.
        var run = segment.flatMap(_ -> runs.find(contact));
        return run.isEmpty() ? new Left.Nothing() : goOn(segment.orElseThrow(), run.get(), answer);
    }

    private Left goOn(Segment segment, FlowRun run, @Nullable Answer answer) {
        var now = clock.instant();
        if (run.occasion() == Occasion.STARTED && segment.isYetToBegin(now)) {
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
        var turn = new Turn(segment, run.beginning(publication.get()), document.get(), now);
        interpreter.prepare(turn);
        return switch (run.status()) {
            case READY -> act(turn);
            case WAITING -> awake(turn);
            case CALLING -> answered(turn, answer);
        };
    }

    private Left awake(Turn turn) {
        if (turn.endOpenWait()) {
            return follow(turn, FlowWaits.COMPLETED) ? act(turn) : new Left.Nothing();
        }
        var seen = transcript.newest(turn.run().session());
        var outcome = waits.outcome(turn.run(), turn.now);
        if (outcome.isEmpty()) {
            waits.lookedUpTo(turn.run(), seen);
            return new Left.Nothing();
        }
        return follow(turn, outcome.get()) ? act(turn) : new Left.Nothing();
    }

    private Left answered(Turn turn, @Nullable Answer answer) {
        var state = turn.run().state();
        if (answer != null && answer.call().equals(state.call())) {
            if (answer.external() != null) {
                turn.external = answer.external();
            }
            if (answer.task() != null) {
                turn.task = answer.task().value();
            }
            return follow(turn, answer.outcome()) ? act(turn) : new Left.Nothing();
        }
        if (answer != null
                || state.call() == null
                || state.callUntil() == null
                || state.callUntil().isAfter(turn.now)) {
            return new Left.Nothing(); // somebody else is at it
        }
        // Whoever made the call has not come back. It is made once more, and known by the same id.
        return take(turn, interpreter.perform(turn), state.call()).orElseGet(() -> act(turn));
    }

    private Left act(Turn turn) {
        for (int i = 0; i < BATCH; i++) {
            if (turn.steps() >= MAX_STEPS) {
                cutOff(turn);
                return new Left.Nothing();
            }
            if (turn.endOpenWait() && !follow(turn, FlowWaits.COMPLETED)) {
                return new Left.Nothing();
            }
            turn.countStep();
            metrics.acted(turn.action().type());
            var left = take(turn, interpreter.perform(turn), ids.next());
            if (left.isPresent()) {
                return left.get();
            }
        }
        save(turn.ready());
        return new Left.More();
    }

    /** Takes what an action has come to; empty if the next one can follow at once. */
    private Optional<Left> take(Turn turn, Progress progress, UUID call) {
        Optional<Left> nothing = Optional.of(new Left.Nothing());
        switch (progress) {
            case Progress.Goes(var outcome) -> {
                return follow(turn, outcome) ? Optional.empty() : nothing;
            }
            case Progress.Full() -> {
                if (follow(turn, new Outcome.Failed("QueueAtCapacity"))) {
                    save(turn.ready());
                    return Optional.of(new Left.More());
                }
            }
            case Progress.Jumps(var flow) -> {
                var document = flows.of(flow.id());
                document.ifPresent(found -> turn.jump(flow.id(), found));
                return document.isPresent() || follow(turn, Outcome.failed()) ? Optional.empty() : nothing;
            }
            case Progress.Waits(var timeout, var events) ->
                save(turn.waiting(
                        turn.now.plus(timeout),
                        events,
                        transcript.newest(turn.run().session())));
            case Progress.Calls(var outside) -> {
                save(turn.calling(call, turn.now.plus(calls.limit(outside)).plus(SPARE)));
                return Optional.of(new Left.Call(call, outside));
            }
            case Progress.Queues() -> leave(turn.run(), Ending.QUEUED);
            case Progress.Leaves() -> {
                if (turn.open == null) {
                    leave(turn.run(), Ending.ENDED);
                } else {
                    save(turn.backToWait(turn.open));
                }
            }
            case Progress.Disconnects() -> disconnect(turn.run(), Ending.DISCONNECTED);
        }
        return nothing;
    }

    /** False if nothing follows, and then the run is over, or goes on with the wait that is open. */
    private boolean follow(Turn turn, Outcome outcome) {
        var next = turn.action().transitions().after(outcome, turn.data);
        if (next.isPresent()) {
            turn.goTo(next.get());
        } else if (turn.open != null) {
            save(turn.backToWait(turn.open));
        } else {
            end(turn.segment, turn.run());
        }
        return next.isPresent();
    }

    /**
     * A contact whose flow has come to its end without having taken it anywhere is over, too, unless it is queued, or
     * the flow was one aside.
     */
    private void end(Segment segment, FlowRun run) {
        if (run.occasion().isAside() || segment.wasQueued()) {
            leave(run, Ending.ENDED);
        } else {
            disconnect(run, Ending.DISCONNECTED);
        }
    }

    private void cutOff(Turn turn) {
        if (sampler.lets("cut off")) {
            log.warn(
                    "The flow of contact {} is cut off: {} actions without waiting, the last one of type {}",
                    turn.run().contact(),
                    turn.steps(),
                    turn.action().type());
        }
        if (turn.occasion().isAside()) {
            leave(turn.run(), Ending.CUT_OFF);
        } else {
            disconnect(turn.run(), Ending.CUT_OFF);
        }
    }

    /** Ends a run that does not go on; what is in its row may be the reason, so most of it is not read. */
    void giveUp(ContactId contact) {
        ScopedValue.where(CONTACT, contact)
                .run(() -> transactions.executeWithoutResult(_ -> segments.lock(contact)
                        .flatMap(_ -> runs.findOccasion(contact))
                        .ifPresent(occasion -> giveUp(contact, occasion))));
    }

    private void giveUp(ContactId contact, Occasion occasion) {
        if (sampler.lets("given up")) {
            log.warn("The flow of contact {} is cut off: it does not go on", contact);
        }
        metrics.over(Ending.CUT_OFF, 1);
        runs.remove(contact);
        if (occasion == Occasion.RESUMED) {
            runs.restore(contact);
        }
        if (!occasion.isAside()) {
            segments.end(contact, DisconnectReason.CONTACT_FLOW_DISCONNECT);
        }
    }

    private void leave(FlowRun run, Ending ending) {
        metrics.over(ending, 1);
        runs.remove(run);
        if (run.occasion() == Occasion.RESUMED) {
            if (ending == Ending.QUEUED) {
                runs.forgetSuspended(run.contact());
            } else {
                runs.restore(run.contact());
            }
        }
    }

    private void disconnect(FlowRun run, Ending ending) {
        metrics.over(ending, 1);
        segments.end(run.contact(), DisconnectReason.CONTACT_FLOW_DISCONNECT);
    }

    private void save(FlowRun run) {
        if (!runs.save(run)) {
            throw new OvertakenException("The flow of contact %s was ended meanwhile".formatted(run.contact()));
        }
    }
}
