package io.recontact.flow;

import io.recontact.api.StorableText;
import io.recontact.configuration.PublicationId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.contact.LiveContact;
import io.recontact.flow.RunState.Caller;
import io.recontact.flow.RunState.OpenWait;
import io.recontact.flow.language.Action;
import io.recontact.flow.language.FlowData;
import io.recontact.flow.language.FlowDocument;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run while its actions are performed, in one transaction under the lock of its session. */
final class FlowExecution {

    final LiveContact segment;
    final Instant now;
    final Map<String, String> flowAttributes;
    final Map<String, Integer> loops;
    final Map<String, String> elements;

    @Nullable String external;

    @Nullable String metrics;

    @Nullable String views;

    @Nullable String moduleInput;

    @Nullable String moduleResult;

    @Nullable UUID task;

    @Nullable String lex;

    @Nullable BotDialog dialog;

    @Nullable OpenWait openWait;

    @Nullable String languageCode;

    FlowData data;

    private final FlowRun run;
    private PublicationId publication;
    private FlowDocument document;
    private final FlowDocumentCache documents;
    private final List<Caller> callers;
    private String action;
    private int steps;
    private final List<FlowStepRepository.Taken> taken = new ArrayList<>();

    FlowExecution(
            LiveContact segment,
            FlowRun run,
            PublicationId publication,
            FlowDocument document,
            FlowDocumentCache documents,
            Instant now) {
        this.segment = segment;
        this.now = now;
        this.run = run;
        this.publication = publication;
        this.document = document;
        this.documents = documents;
        this.action = run.action() == null ? document.startAction() : run.action();
        this.steps = run.steps();
        var state = run.state();
        this.flowAttributes = new HashMap<>(state.flowAttributes());
        this.loops = new HashMap<>(state.loops());
        this.elements = new HashMap<>(state.elements());
        this.external = state.external();
        this.metrics = state.metrics();
        this.views = state.views();
        this.moduleInput = state.moduleInput();
        this.moduleResult = state.moduleResult();
        this.callers = new ArrayList<>(state.callers());
        this.task = state.task();
        this.lex = state.lex();
        this.dialog = state.dialog();
        this.openWait = state.openWait();
        this.languageCode = state.languageCode();
        this.data = _ -> Optional.empty();
    }

    /**
     * A loop that has begun a round.
     *
     * @param index the index of the round, from 0
     * @param elements the list that it iterates over, as JSON; absent for a loop that counts
     */
    record ActiveLoop(String action, int index, @Nullable String elements) {}

    FlowTrigger trigger() {
        return run.trigger();
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

    /**
     * Records a step of the present action.
     *
     * @param results the branch that it takes; null if its outcome comes later
     */
    void record(@Nullable String results) {
        // The reader of documents lets error types and operands have any characters.
        var name = results == null || StorableText.isStorable(results) ? results : "?";
        taken.add(new FlowStepRepository.Taken(publication.value(), action, action().type(), name));
    }

    List<FlowStepRepository.Taken> taken() {
        return taken;
    }

    void goTo(String next) {
        action = next;
        dialog = null;
    }

    void jump(PublicationId to, FlowDocument other) {
        publication = to;
        document = other;
        action = other.startAction();
        // "These are NOT carried over to subsequent flows" (flow language, UpdateFlowAttributes).
        flowAttributes.clear();
        loops.clear();
        elements.clear();
        callers.clear();
        openWait = null;
        dialog = null;
    }

    /** Returns the number of flows and modules that have invoked the present module; 0 in the flow itself. */
    int depth() {
        return callers.size();
    }

    /** Continues at the start of a module, which begins without the data of its caller. */
    void enter(PublicationId module, FlowDocument content, String input) {
        callers.add(new Caller(
                publication.value(),
                action,
                flowAttributes,
                loops,
                elements,
                external,
                metrics,
                views,
                moduleInput,
                moduleResult));
        publication = module;
        document = content;
        action = content.startAction();
        flowAttributes.clear();
        loops.clear();
        elements.clear();
        external = null;
        metrics = null;
        views = null;
        moduleInput = input;
        moduleResult = null;
    }

    /**
     * Returns from modules to the action that invoked one, with the data that its flow or module had then. The waits
     * that were opened in these modules end.
     */
    void leave(int toDepth) {
        while (callers.size() > toDepth) {
            var caller = callers.removeLast();
            publication = new PublicationId(caller.publication());
            action = caller.action();
            replace(flowAttributes, caller.flowAttributes());
            replace(loops, caller.loops());
            replace(elements, caller.elements());
            external = caller.external();
            metrics = caller.metrics();
            views = caller.views();
            moduleInput = caller.moduleInput();
            moduleResult = caller.moduleResult();
        }
        document = documents
                .of(publication)
                .orElseThrow(() -> new IllegalStateException("Publication %s cannot run".formatted(publication)));
        if (openWait != null && openWait.depth() > toDepth) {
            openWait = null;
        }
    }

    private static <V> void replace(Map<String, V> map, Map<String, V> entries) {
        map.clear();
        map.putAll(entries);
    }

    /** Returns the active loops of this flow by the names that references use. */
    Map<String, ActiveLoop> activeLoops() {
        var active = new HashMap<String, ActiveLoop>();
        loops.forEach((identifier, rounds) -> {
            if (document.action(identifier).step() instanceof Step.Loop loop) {
                active.put(loop.name(), new ActiveLoop(identifier, rounds - 1, elements.get(identifier)));
            }
        });
        return active;
    }

    /** Returns to a wait that has ended meanwhile; false if there is none. */
    boolean endOpenWait() {
        if (openWait == null || openWait.until().isAfter(now)) {
            return false;
        }
        var wait = openWait;
        leave(wait.depth());
        action = wait.action();
        openWait = null;
        dialog = null;
        return true;
    }

    /** Ends the branch that runs beside an open wait: the run waits again. */
    void returnTo(OpenWait wait, FlowRun target) {
        leave(wait.depth());
        action = wait.action();
        openWait = null;
        dialog = null;
        await(target, wait.until(), Set.of(), 0);
    }

    void resume(FlowRun target) {
        target.resume(position(), state(null, Set.of(), null, null), now);
    }

    void await(FlowRun target, Instant until, Set<WaitEvent> events, long seen) {
        steps = 0;
        target.await(position(), state(until, events, null, null), seen, until);
    }

    void call(FlowRun target, UUID call, Instant until) {
        target.call(position(), state(null, Set.of(), call, until), until);
    }

    private FlowRun.Position position() {
        return new FlowRun.Position(publication, action, steps);
    }

    private RunState state(
            @Nullable Instant waitUntil, Set<WaitEvent> waitsFor, @Nullable UUID call, @Nullable Instant callUntil) {
        return new RunState(
                flowAttributes,
                loops,
                elements,
                external,
                metrics,
                views,
                moduleInput,
                moduleResult,
                callers,
                task,
                lex,
                dialog,
                openWait,
                languageCode,
                waitUntil,
                waitsFor,
                call,
                callUntil);
    }
}
