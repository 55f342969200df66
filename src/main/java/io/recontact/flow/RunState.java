package io.recontact.flow;

import io.recontact.flow.language.Step.WaitEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data that actions of a run keep for later actions.
 *
 * @param loops how many rounds each active loop has begun, by action
 * @param elements the lists that loops iterate over, as JSON, by action
 * @param external the last result of a function, as JSON
 * @param metrics the metrics that GetMetricData last loaded, as JSON
 * @param task the task that the flow created last
 * @param views the answer to the view shown last, as JSON
 * @param moduleInput the data that the present module was invoked with, as JSON
 * @param moduleResult the result and the data of the module that returned last, as JSON
 * @param callers the flow and modules that invoked the present module, the flow first
 * @param lex the last answer of a bot, as JSON in the names of references
 * @param dialog the conversation with a bot that the present action has
 * @param openWait a wait that continues while its branch runs
 * @param waitUntil when a waiting run stops waiting
 * @param waitsFor the events that end the wait
 * @param call identifies the present external call, also when it is repeated
 * @param callUntil when another node may repeat the call
 */
record RunState(
        Map<String, String> flowAttributes,
        Map<String, Integer> loops,
        Map<String, String> elements,
        @Nullable String external,
        @Nullable String metrics,
        @Nullable String views,
        @Nullable String moduleInput,
        @Nullable String moduleResult,
        List<Caller> callers,
        @Nullable UUID task,
        @Nullable String lex,
        @Nullable BotDialog dialog,
        @Nullable OpenWait openWait,
        @Nullable String languageCode,
        @Nullable Instant waitUntil,
        Set<WaitEvent> waitsFor,
        @Nullable UUID call,
        @Nullable Instant callUntil) {

    /** Returns the given time, or the end of the open wait if that is earlier. */
    Instant dueAt(Instant time) {
        return openWait != null && openWait.until().isBefore(time) ? openWait.until() : time;
    }

    /**
     * A wait of an action until a time.
     *
     * @param depth the number of callers of the flow or module that waits
     */
    record OpenWait(String action, int depth, Instant until) {}

    /**
     * A flow or module that has invoked a module, with the data that the module does not see or change.
     *
     * @param publication its content
     * @param action the action that invoked the module
     */
    record Caller(
            UUID publication,
            String action,
            Map<String, String> flowAttributes,
            Map<String, Integer> loops,
            Map<String, String> elements,
            @Nullable String external,
            @Nullable String metrics,
            @Nullable String views,
            @Nullable String moduleInput,
            @Nullable String moduleResult) {

        /** Copies the collections. */
        Caller {
            flowAttributes = Map.copyOf(flowAttributes);
            loops = Map.copyOf(loops);
            elements = Map.copyOf(elements);
        }
    }

    /** Copies the collections. They are absent from the state of a run that has not begun. */
    RunState {
        flowAttributes = flowAttributes == null ? Map.of() : Map.copyOf(flowAttributes);
        loops = loops == null ? Map.of() : Map.copyOf(loops);
        elements = elements == null ? Map.of() : Map.copyOf(elements);
        callers = callers == null ? List.of() : List.copyOf(callers);
        waitsFor = waitsFor == null ? Set.of() : Set.copyOf(waitsFor);
    }
}
