package io.recontact.flow;

import io.recontact.api.LogSampler;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.configuration.Publication;
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.contact.LiveContact;
import io.recontact.flow.FlowMetrics.Ending;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Transitions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Performs actions of one run in one transaction, until the run waits, calls, ends, or has used up its batch. */
@Component
class FlowExecutor {

    private static final Logger log = LoggerFactory.getLogger(FlowExecutor.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The maximum of actions per transaction, so that the session is not locked for long. */
    private static final int BATCH = 50;

    /** The maximum of actions without a wait. A flow that performs more of them loops. */
    private static final int MAX_STEPS = 1_000;

    /** A call counts as lost this long after its time limit. */
    private static final Duration CALL_MARGIN = Duration.ofSeconds(20);

    private final FlowRunRepository runs;
    private final FlowStepRepository steps;
    private final FlowRunCompletion completion;
    private final FlowDocumentCache flows;
    private final Interpreter interpreter;
    private final WaitConditions waits;
    private final ViewSteps views;
    private final BotSteps bots;
    private final ExternalCalls calls;
    private final TranscriptRepository transcript;
    private final FlowMetrics metrics;
    private final UuidV7Generator ids;
    private final Clock clock;

    FlowExecutor(
            FlowRunRepository runs,
            FlowStepRepository steps,
            FlowRunCompletion completion,
            FlowDocumentCache flows,
            Interpreter interpreter,
            WaitConditions waits,
            ViewSteps views,
            BotSteps bots,
            ExternalCalls calls,
            TranscriptRepository transcript,
            FlowMetrics metrics,
            UuidV7Generator ids,
            Clock clock) {
        this.runs = runs;
        this.steps = steps;
        this.completion = completion;
        this.flows = flows;
        this.interpreter = interpreter;
        this.waits = waits;
        this.views = views;
        this.bots = bots;
        this.calls = calls;
        this.transcript = transcript;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Continues a run.
     *
     * @param contact the contact, whose session is locked
     * @param result the result of the call that the run has made, if there is one
     */
    NextAction resume(LiveContact contact, FlowRun run, @Nullable CallResult result) {
        var now = clock.instant();
        if (run.trigger() == FlowTrigger.STARTED && contact.isYetToBegin(now)) {
            return NextAction.STOP;
        }
        var publication = Optional.ofNullable(run.publication())
                .or(() -> flows.findRunnable(contact).map(Publication::id));
        var document = publication.flatMap(flows::of);
        if (document.isEmpty()) {
            if (sampler.lets("no flow")) {
                log.warn("Contact {} has no flow to run ({})", run.contact(), run.trigger());
            }
            end(contact, run);
            return NextAction.STOP;
        }
        var execution = new FlowExecution(contact, run, publication.get(), document.get(), flows, now);
        interpreter.prepare(execution);
        var next = switch (run.status()) {
            case READY -> perform(execution);
            case WAITING -> endWait(execution);
            case CALLING -> takeResult(execution, result);
        };
        steps.add(run.contact(), execution.taken(), now);
        return next;
    }

    private NextAction endWait(FlowExecution execution) {
        if (execution.endOpenWait()) {
            return follow(execution, WaitConditions.COMPLETED) ? perform(execution) : NextAction.STOP;
        }
        var run = execution.run();
        var newest = transcript.newest(run.session());
        var ended = execution.action().step() instanceof Step.ShowView
                ? views.answer(execution).map(StepResult::of)
                : execution.dialog == null
                        ? waits.outcome(run, execution.now).map(StepResult::of)
                        : bots.resume(execution, execution.dialog);
        if (ended.isPresent()) {
            return apply(execution, ended.get(), ids.next()).orElseGet(() -> perform(execution));
        }
        var until = run.state().waitUntil();
        if (run.listens() && until != null && newest > run.seenSequence()) {
            save(execution, saved -> saved.examinedUpTo(newest, until));
        }
        return NextAction.STOP;
    }

    private NextAction takeResult(FlowExecution execution, @Nullable CallResult result) {
        var state = execution.run().state();
        if (result != null && result.call().equals(state.call())) {
            if (result.external() != null) {
                execution.external = result.external();
            }
            if (result.task() != null) {
                execution.task = result.task().value();
            }
            var completed = result.reply() == null || execution.dialog == null
                    ? StepResult.of(result.outcome())
                    : bots.answer(execution, execution.dialog, result.reply());
            return apply(execution, completed, ids.next()).orElseGet(() -> perform(execution));
        }
        if (result != null
                || state.call() == null
                || state.callUntil() == null
                || state.callUntil().isAfter(execution.now)) {
            return NextAction.STOP; // another node makes the call
        }
        // The node that made the call is lost. Repeats the call with the same id.
        return apply(execution, interpreter.perform(execution), state.call()).orElseGet(() -> perform(execution));
    }

    private NextAction perform(FlowExecution execution) {
        for (int i = 0; i < BATCH; i++) {
            if (execution.steps() >= MAX_STEPS) {
                completion.cutOff(execution);
                return NextAction.STOP;
            }
            if (execution.endOpenWait() && !follow(execution, WaitConditions.COMPLETED)) {
                return NextAction.STOP;
            }
            execution.countStep();
            metrics.countAction(execution.action().type());
            var result = interpreter.perform(execution);
            if (result.isUnfinished()) {
                execution.record(null);
            }
            var next = apply(execution, result, ids.next());
            if (next.isPresent()) {
                return next.get();
            }
        }
        save(execution, execution::resume);
        return new NextAction.Resume();
    }

    /** Applies the result of an action; returns empty if the next action can follow in this transaction. */
    private Optional<NextAction> apply(FlowExecution execution, StepResult result, UUID call) {
        switch (result) {
            case StepResult.Completed(var outcome) -> {
                return follow(execution, outcome) ? Optional.empty() : Optional.of(NextAction.STOP);
            }
            case StepResult.QueueFull() -> {
                if (follow(execution, new Outcome.Failed("QueueAtCapacity"))) {
                    save(execution, execution::resume);
                    return Optional.of(new NextAction.Resume());
                }
            }
            case StepResult.TransferToFlow(var flow) -> {
                var document = flows.of(flow.id());
                document.ifPresent(found -> {
                    execution.record(Transitions.SUCCESS);
                    execution.jump(flow.id(), found);
                });
                return document.isPresent() || follow(execution, Outcome.failed())
                        ? Optional.empty()
                        : Optional.of(NextAction.STOP);
            }
            case StepResult.EnterModule(var module, var input) -> {
                var document = flows.of(module.id());
                document.ifPresent(found -> execution.enter(module.id(), found, input));
                return document.isPresent() || follow(execution, Outcome.failed())
                        ? Optional.empty()
                        : Optional.of(NextAction.STOP);
            }
            case StepResult.LeaveModule(var outcome, var moduleResult) -> {
                execution.record(Transitions.SUCCESS);
                return leaveModule(execution, outcome, moduleResult) ? Optional.empty() : Optional.of(NextAction.STOP);
            }
            case StepResult.Wait(var timeout, var events) -> {
                var newest = transcript.newest(execution.run().session());
                save(execution, run -> execution.await(run, execution.now.plus(timeout), events, newest));
            }
            case StepResult.Call(var external) -> {
                var until = execution.now.plus(calls.limit(external)).plus(CALL_MARGIN);
                save(execution, run -> execution.call(run, call, until));
                return Optional.of(new NextAction.Call(call, external));
            }
            case StepResult.Queued() -> {
                execution.record(Transitions.SUCCESS);
                completion.finish(execution.run(), Ending.QUEUED);
            }
            case StepResult.EndFlow() -> {
                execution.record(Transitions.SUCCESS);
                if (!returnToOpenWait(execution)) {
                    completion.finish(execution.run(), Ending.ENDED);
                }
            }
            case StepResult.Disconnect() -> {
                execution.record(Transitions.SUCCESS);
                completion.disconnect(execution.run(), Ending.DISCONNECTED);
            }
        }
        return Optional.of(NextAction.STOP);
    }

    /** Moves to the next action; false if there is none, and then the run has ended, or returned to its open wait. */
    private boolean follow(FlowExecution execution, Outcome outcome) {
        var taken = execution.action().transitions().after(outcome, execution.data);
        execution.record(taken.name());
        if (taken.next().isPresent()) {
            execution.goTo(taken.next().get());
            return true;
        }
        var waitsHere = execution.openWait != null && execution.openWait.depth() == execution.depth();
        if (execution.depth() > 0 && !waitsHere) {
            return leaveModule(
                    execution, outcome instanceof Outcome.Failed ? Outcome.failed() : new Outcome.Done(), null);
        }
        if (!returnToOpenWait(execution)) {
            end(execution.segment, execution.run());
        }
        return false;
    }

    /** Moves behind the action that invoked the module. A module without a next action returns to it, too. */
    private boolean leaveModule(FlowExecution execution, Outcome outcome, @Nullable String moduleResult) {
        execution.leave(execution.depth() - 1);
        execution.moduleResult = moduleResult;
        interpreter.prepare(execution);
        return follow(execution, outcome);
    }

    private boolean returnToOpenWait(FlowExecution execution) {
        var wait = execution.openWait;
        if (wait == null) {
            return false;
        }
        save(execution, run -> execution.returnTo(wait, run));
        return true;
    }

    /** Ends a run whose flow has no next action. The contact ends too, unless it is queued, or continues beside it. */
    private void end(LiveContact contact, FlowRun run) {
        if (run.trigger().isAside() || contact.wasQueued()) {
            completion.finish(run, Ending.ENDED);
        } else {
            completion.disconnect(run, Ending.DISCONNECTED);
        }
    }

    /** Writes the run, as the last statement of the transaction. */
    private void save(FlowExecution execution, Consumer<FlowRun> change) {
        var run = runs.findById(execution.run().id())
                .orElseThrow(() -> new OptimisticLockingFailureException("The run has ended"));
        change.accept(run);
        runs.flush();
    }
}
