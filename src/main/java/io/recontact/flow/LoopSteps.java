package io.recontact.flow;

import io.recontact.flow.language.Step;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The action Loop. The run's state counts the rounds, and keeps the list as it was when the loop began. */
@Component
class LoopSteps {

    private static final int MAX_ROUNDS = 100;

    private final JsonMapper json;

    LoopSteps(JsonMapper json) {
        this.json = json;
    }

    /** "Error branch is taken if invalid array is provided" (Administrator Guide, "Loop"). */
    StepResult next(FlowExecution execution, Step.Loop step) {
        var action = execution.action().identifier();
        if (!execution.loops.containsKey(action) && !begin(execution, step)) {
            return StepResult.failed();
        }
        int rounds = step.overElements()
                ? size(execution.elements.getOrDefault(action, ""))
                : step.over().integer(execution.data).orElse(-1);
        if (rounds < 0 || (!step.overElements() && rounds > MAX_ROUNDS)) {
            return StepResult.failed();
        }
        int round = execution.loops.getOrDefault(action, 0);
        if (round < rounds) {
            execution.loops.put(action, round + 1);
            return StepResult.result("ContinueLooping");
        }
        execution.loops.remove(action);
        execution.elements.remove(action);
        return StepResult.result("DoneLooping");
    }

    /** "No other loop should be active with the same loop name". All lists together are limited in size. */
    private boolean begin(FlowExecution execution, Step.Loop step) {
        if (execution.activeLoops().containsKey(step.name())) {
            return false;
        }
        if (step.overElements()) {
            var elements = step.over().text(execution.data);
            var length = elements.length()
                    + execution.elements.values().stream()
                            .mapToInt(String::length)
                            .sum();
            if (length > ContactSteps.MAX_ATTRIBUTES || size(elements) < 0) {
                return false;
            }
            execution.elements.put(execution.action().identifier(), elements);
        }
        return true;
    }

    /** Returns the number of elements; negative if the text is not a list. */
    private int size(String elements) {
        try {
            var list = json.readTree(elements);
            return list.isArray() ? list.size() : -1;
        } catch (JacksonException _) {
            return -1; // the text is not JSON
        }
    }
}
