package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agents that a queued contact is offered to, step by step: while a step lasts, only agents that it accepts get the
 * contact. After the last step, all agents of the queue may get it.
 */
public record RoutingCriteria(List<Step> steps) {

    private static final int MAX_STEPS = 20;
    private static final int MAX_CONDITIONS = 100;

    /**
     * A step.
     *
     * @param durationInSeconds how long it lasts, at least 1; null for no end
     */
    public record Step(@Nullable Integer durationInSeconds, RoutingExpression expression) {}

    /**
     * Copies the list and checks the members.
     *
     * @throws InvalidParameterException if there is no step, a step lasts for no time, an expression is invalid, or
     *     there are more than 20 steps or 100 conditions and agents
     */
    public RoutingCriteria {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw new InvalidParameterException("RoutingCriteria.Steps must be 1 to %d".formatted(MAX_STEPS));
        }
        for (var step : steps) {
            step.expression.requireValid();
            if (step.durationInSeconds != null && step.durationInSeconds < 1) {
                throw new InvalidParameterException("RoutingCriteria: DurationInSeconds must be at least 1");
            }
        }
        var conditions = steps.stream()
                .flatMap(step -> step.expression.conditions())
                .mapToInt(condition -> Math.max(1, condition.agentIds().size()))
                .sum();
        if (conditions > MAX_CONDITIONS) {
            throw new InvalidParameterException(
                    "RoutingCriteria has more than %d conditions and agents".formatted(MAX_CONDITIONS));
        }
    }

    /** Returns all conditions of all steps. */
    public Stream<RoutingExpression.AttributeCondition> conditions() {
        return steps.stream().flatMap(step -> step.expression.conditions());
    }
}
