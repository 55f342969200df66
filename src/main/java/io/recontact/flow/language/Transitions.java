package io.recontact.flow.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transitions of an action. */
public record Transitions(@Nullable String nextAction, Map<String, String> errors, List<Branch> conditions) {

    /** The name of the branch without an error or a condition. */
    public static final String SUCCESS = "Success";

    /** The action that follows if a condition holds. */
    public record Branch(Condition condition, @Nullable String nextAction) {}

    /** No transitions: the flow ends. */
    static final Transitions NONE = new Transitions(null, Map.of(), List.of());

    /** Copies its collections. */
    public Transitions {
        errors = Map.copyOf(errors);
        conditions = List.copyOf(conditions);
    }

    /**
     * The branch that an action has taken.
     *
     * @param name its error type, its condition as it is written in the flow, or {@link #SUCCESS}; no data of the
     *     contact
     * @param next the identifier of the next action; empty if the flow ends
     */
    public record Taken(String name, Optional<String> next) {}

    /** Returns the branch that follows an outcome. */
    public Taken after(Outcome outcome, FlowData data) {
        return switch (outcome) {
            case Outcome.Done() -> success();
            case Outcome.Failed(var error) -> failed(errors.containsKey(error) ? error : Outcome.NO_MATCHING_ERROR);
            case Outcome.Result(var result) -> afterResult(result, data);
        };
    }

    private Taken afterResult(String result, FlowData data) {
        for (var branch : conditions) {
            if (branch.condition().holds(result, data)) {
                return new Taken(branch.condition().written(), Optional.ofNullable(branch.nextAction()));
            }
        }
        return conditions.isEmpty() || !errors.containsKey(Outcome.NO_MATCHING_CONDITION)
                ? success()
                : failed(Outcome.NO_MATCHING_CONDITION);
    }

    private Taken success() {
        return new Taken(SUCCESS, Optional.ofNullable(nextAction));
    }

    private Taken failed(String error) {
        return new Taken(error, Optional.ofNullable(errors.get(error)));
    }
}
