package io.recontact.flow;

import io.recontact.language.Step;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Loops: they count their rounds in the run, and remember what they go over as it was when they began. */
@Component
class LoopSteps {

    private static final int MAX_ROUNDS = 100;

    private final JsonMapper json;

    LoopSteps(JsonMapper json) {
        this.json = json;
    }

    /** "Error branch is taken if invalid array is provided" (Administrator Guide, "Loop"). */
    Progress next(Turn turn, Step.Loop step) {
        var action = turn.action().identifier();
        if (!turn.loops.containsKey(action) && !begin(turn, step)) {
            return Progress.failed();
        }
        int rounds = step.overElements()
                ? size(turn.elements.getOrDefault(action, ""))
                : step.over().integer(turn.data).orElse(-1);
        if (rounds < 0 || (!step.overElements() && rounds > MAX_ROUNDS)) {
            return Progress.failed();
        }
        int round = turn.loops.getOrDefault(action, 0);
        if (round < rounds) {
            turn.loops.put(action, round + 1);
            return Progress.result("ContinueLooping");
        }
        turn.loops.remove(action);
        turn.elements.remove(action);
        return Progress.result("DoneLooping");
    }

    /** "No other loop should be active with the same loop name"; all lists have as much room as attributes have. */
    private boolean begin(Turn turn, Step.Loop step) {
        if (turn.activeLoops().containsKey(step.name())) {
            return false;
        }
        if (step.overElements()) {
            var elements = step.over().text(turn.data);
            var length = elements.length()
                    + turn.elements.values().stream().mapToInt(String::length).sum();
            if (length > ContactSteps.MAX_ATTRIBUTES || size(elements) < 0) {
                return false;
            }
            turn.elements.put(turn.action().identifier(), elements);
        }
        return true;
    }

    /** How many elements a list has; negative if it is none. */
    private int size(String elements) {
        try {
            var list = json.readTree(elements);
            return list.isArray() ? list.size() : -1;
        } catch (JacksonException _) {
            return -1; // text that is no JSON is no list
        }
    }
}
