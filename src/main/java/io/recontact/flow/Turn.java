package io.recontact.flow;

import io.recontact.contact.FlowDue.Occasion;
import io.recontact.contact.Segment;
import io.recontact.flow.FlowRun.Status;
import io.recontact.language.Action;
import io.recontact.language.FlowData;
import io.recontact.language.FlowDocument;
import io.recontact.language.Step.WaitEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run while somebody goes on with it, in one transaction under the lock of its session. */
final class Turn {

    final Segment segment;
    final Instant now;
    final Map<String, String> flowAttributes;
    final Map<String, Integer> loops;

    @Nullable String external;

    @Nullable String languageCode;

    FlowData data;

    private final FlowRun run;
    private @Nullable UUID publication;
    private FlowDocument document;
    private String action;
    private int steps;

    Turn(Segment segment, FlowRun run, FlowDocument document, Instant now) {
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
        this.external = state.external();
        this.languageCode = state.languageCode();
        this.data = _ -> Optional.empty();
    }

    Occasion occasion() {
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
        return new RunState(flowAttributes, loops, external, languageCode, waitUntil, waitsFor, call, callUntil);
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
                dueAt);
    }
}
