package io.recontact.flow;

import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.contact.LiveContact;
import io.recontact.flow.FlowRun.Status;
import io.recontact.flow.RunState.OpenWait;
import io.recontact.flow.language.Action;
import io.recontact.flow.language.FlowData;
import io.recontact.flow.language.FlowDocument;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run while somebody goes on with it, in one transaction under the lock of its session. */
final class FlowExecution {

    final LiveContact segment;
    final Instant now;
    final Map<String, String> flowAttributes;
    final Map<String, Integer> loops;
    final Map<String, String> elements;

    @Nullable String external;

    @Nullable String metrics;

    @Nullable UUID task;

    @Nullable OpenWait open;

    @Nullable String languageCode;

    FlowData data;

    private final FlowRun run;
    private @Nullable UUID publication;
    private FlowDocument document;
    private String action;
    private int steps;

    FlowExecution(LiveContact segment, FlowRun run, FlowDocument document, Instant now) {
        this.segment = segment;
        this.now = now;
        this.run = run;
        this.publication = run.publication();
        this.document = document;
        this.action = run.action() == null ? document.startAction() : run.action();
        this.steps = run.steps();
        var state = run.state();
        this.flowAttributes = new HashMap<>(state.flowAttributes());
        this.loops = new HashMap<>(state.loops());
        this.elements = new HashMap<>(state.elements());
        this.external = state.external();
        this.metrics = state.metrics();
        this.task = state.task();
        this.open = state.open();
        this.languageCode = state.languageCode();
        this.data = _ -> Optional.empty();
    }

    /**
     * A loop that goes round.
     *
     * @param elements what it goes over, as JSON text, if it is a list
     */
    record ActiveLoop(String action, int index, @Nullable String elements) {}

    FlowTrigger occasion() {
        return run.occasion();
    }

    FlowRun run() {
        return run;
    }

    Action action() {
        return document.action(action);
    }

    int steps() {
        return steps;
    }

    void countStep() {
        steps++;
    }

    void goTo(String next) {
        action = next;
    }

    void jump(UUID to, FlowDocument other) {
        publication = to;
        document = other;
        action = other.startAction();
        // "These are NOT carried over to subsequent flows" (flow language, UpdateFlowAttributes).
        flowAttributes.clear();
        loops.clear();
        elements.clear();
        open = null;
    }

    /** What is active of the loops of this flow, by the names that references call them by. */
    Map<String, ActiveLoop> activeLoops() {
        var active = new HashMap<String, ActiveLoop>();
        loops.forEach((identifier, rounds) -> {
            if (document.action(identifier).step() instanceof Step.Loop loop) {
                active.put(loop.name(), new ActiveLoop(identifier, rounds - 1, elements.get(identifier)));
            }
        });
        return active;
    }

    /** Leaves the branch that runs while something is waited for: what is left is the wait. */
    FlowRun backToWait(OpenWait wait) {
        action = wait.action();
        open = null;
        return waiting(wait.until(), Set.of(), 0);
    }

    /** Goes back to a wait that is over meanwhile; false if there is none. */
    boolean endOpenWait() {
        if (open == null || open.until().isAfter(now)) {
            return false;
        }
        action = open.action();
        open = null;
        return true;
    }

    /** To go on at once. */
    FlowRun ready() {
        return as(Status.READY, state(null, Set.of(), null, null), false, 0, now);
    }

    FlowRun waiting(Instant until, Set<WaitEvent> events, long seen) {
        steps = 0;
        return as(Status.WAITING, state(until, events, null, null), !events.isEmpty(), seen, until);
    }

    FlowRun calling(UUID call, Instant until) {
        return as(Status.CALLING, state(null, Set.of(), call, until), false, 0, until);
    }

    private RunState state(
            @Nullable Instant waitUntil, Set<WaitEvent> waitsFor, @Nullable UUID call, @Nullable Instant callUntil) {
        return new RunState(
                flowAttributes,
                loops,
                elements,
                external,
                metrics,
                task,
                open,
                languageCode,
                waitUntil,
                waitsFor,
                call,
                callUntil);
    }

    private FlowRun as(Status status, RunState state, boolean listens, long seen, Instant dueAt) {
        return new FlowRun(
                run.id(),
                run.contact(),
                run.instance(),
                run.session(),
                publication,
                run.occasion(),
                status,
                action,
                state,
                steps,
                listens,
                seen,
                state.dueAt(dueAt));
    }
}
