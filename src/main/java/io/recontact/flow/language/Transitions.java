package io.recontact.flow.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transitions of an action. */
public record Transitions(@Nullable String nextAction, Map<String, String> errors, List<Branch> conditions) {

    /** The action that follows if a condition holds. */
    public record Branch(Condition condition, @Nullable String nextAction) {}

    /** No transitions: the flow ends. */
    static final Transitions NONE = new Transitions(null, Map.of(), List.of());

    /** Copies its collections. */
    public Transitions {
        errors = Map.copyOf(errors);
        conditions = List.copyOf(conditions);
    }

    /** Returns the identifier of the next action; empty if the flow ends. */
    public Optional<String> after(Outcome outcome, FlowData data) {
        return switch (outcome) {
            case Outcome.Done() -> Optional.ofNullable(nextAction);
            case Outcome.Failed(var error) ->
                Optional.ofNullable(errors.get(error))
                        .or(() -> Optional.ofNullable(errors.get(Outcome.NO_MATCHING_ERROR)));
            case Outcome.Result(var result) -> afterResult(result, data);
        };
    }

    private Optional<String> afterResult(String result, FlowData data) {
        for (var branch : conditions) {
            if (branch.condition().holds(result, data)) {
                return Optional.ofNullable(branch.nextAction());
            }
        }
        return conditions.isEmpty() || !errors.containsKey(Outcome.NO_MATCHING_CONDITION)
                ? Optional.ofNullable(nextAction)
                : Optional.ofNullable(errors.get(Outcome.NO_MATCHING_CONDITION));
    }
}
