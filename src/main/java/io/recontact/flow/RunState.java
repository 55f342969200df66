package io.recontact.flow;

import io.recontact.flow.language.Step.WaitEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run remembers.
 *
 * @param loops how often each loop has gone round
 * @param elements what loops go over, as JSON texts
 * @param external what the last function has answered, as JSON text
 * @param metrics what was last asked of a queue, as JSON text
 * @param task the task that the flow has last created
 * @param open a wait that goes on while the flow does
 * @param waitUntil of a run that waits: when it stops waiting
 * @param call of a run that has called: by which the call is known, also when it is made once more
 * @param callUntil until when nobody else makes the call
 */
record RunState(
        Map<String, String> flowAttributes,
        Map<String, Integer> loops,
        Map<String, String> elements,
        @Nullable String external,
        @Nullable String metrics,
        @Nullable UUID task,
        @Nullable OpenWait open,
        @Nullable String languageCode,
        @Nullable Instant waitUntil,
        Set<WaitEvent> waitsFor,
        @Nullable UUID call,
        @Nullable Instant callUntil) {

    static final RunState EMPTY =
            new RunState(Map.of(), Map.of(), Map.of(), null, null, null, null, null, null, Set.of(), null, null);

    /** When a run is due that would be due at some time by itself: a wait that is open may be over before. */
    Instant dueAt(Instant byItself) {
        return open != null && open.until().isBefore(byItself) ? open.until() : byItself;
    }

    /** A wait by its action, and until when it goes on. */
    record OpenWait(String action, Instant until) {}

    RunState {
        flowAttributes = Map.copyOf(flowAttributes);
        loops = Map.copyOf(loops);
        elements = elements == null ? Map.of() : Map.copyOf(elements); // older runs have not written any
        waitsFor = Set.copyOf(waitsFor);
    }
}
