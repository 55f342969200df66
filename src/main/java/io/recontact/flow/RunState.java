package io.recontact.flow;

import io.recontact.language.Step.WaitEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run remembers.
 *
 * @param loops how often each loop has gone round
 * @param external what the last function has answered, as JSON text
 * @param waitUntil of a run that waits: when it stops waiting
 * @param call of a run that has called: by which the call is known, also when it is made once more
 * @param callUntil until when nobody else makes the call
 */
record RunState(
        Map<String, String> flowAttributes,
        Map<String, Integer> loops,
        @Nullable String external,
        @Nullable String languageCode,
        @Nullable Instant waitUntil,
        Set<WaitEvent> waitsFor,
        @Nullable UUID call,
        @Nullable Instant callUntil) {

    static final RunState EMPTY = new RunState(Map.of(), Map.of(), null, null, null, Set.of(), null, null);

    RunState {
        flowAttributes = Map.copyOf(flowAttributes);
        loops = Map.copyOf(loops);
        waitsFor = Set.copyOf(waitsFor);
    }
}
