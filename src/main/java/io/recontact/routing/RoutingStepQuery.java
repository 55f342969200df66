package io.recontact.routing;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.PredefinedAttribute;
import io.recontact.configuration.UserId;
import io.recontact.contact.RoutingCriteria;
import io.recontact.contact.RoutingExpression;
import io.recontact.contact.RoutingExpression.AttributeCondition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Translates an expression of routing criteria into a {@code tsquery}. PostgreSQL evaluates it against the texts of an
 * agent in the statement of the decision, natively and without a look-up.
 *
 * @param attributes the predefined attributes that the expression may name, by their names
 */
record RoutingStepQuery(InstanceId instance, Map<String, PredefinedAttribute> attributes) {

    private static final int MAX_LEVEL = 5;

    /** A text that no agent has. It stands for an attribute that is not predefined, or no longer. */
    private static final String NOBODY = "'-'";

    /**
     * Checks the agents that criteria name.
     *
     * @throws InvalidParameterException if an agent has no well-formed id
     * @throws ResourceNotFoundException if an agent belongs to another instance
     */
    void requireValidAgents(RoutingCriteria criteria) {
        criteria.conditions().flatMap(this::agents).forEach(Objects::requireNonNull);
    }

    String of(RoutingExpression expression) {
        if (expression.attributeCondition() != null) {
            return of(expression.attributeCondition());
        }
        if (expression.notAttributeCondition() != null) {
            return "!" + of(expression.notAttributeCondition());
        }
        return expression.andExpression() != null
                ? joined(expression.andExpression(), " & ")
                : joined(Objects.requireNonNull(expression.orExpression()), " | ");
    }

    private String joined(List<RoutingExpression> expressions, String operator) {
        return expressions.stream().map(this::of).collect(Collectors.joining(operator, "(", ")"));
    }

    private String of(AttributeCondition condition) {
        var texts = switch (condition.operator()) {
            case NUMBER_GREATER_OR_EQUAL_TO -> levels(condition, condition.proficiencyLevel(), null);
            case RANGE -> {
                var range = Objects.requireNonNull(condition.range());
                yield levels(condition, range.minProficiencyLevel(), range.maxProficiencyLevel());
            }
            case MATCH -> agents(condition);
        };
        return texts.map(RoutingStepQuery::quoted)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" | "), all -> all.isEmpty() ? NOBODY : "(" + all + ")"));
    }

    private Stream<String> levels(AttributeCondition condition, @Nullable Float min, @Nullable Float max) {
        var attribute = attributes.get(condition.name());
        return attribute == null
                ? Stream.empty()
                : IntStream.rangeClosed(1, MAX_LEVEL)
                        .filter(level -> (min == null || level >= min) && (max == null || level <= max))
                        .mapToObj(level -> attribute.routingText(Objects.requireNonNull(condition.value()), level));
    }

    private Stream<String> agents(AttributeCondition condition) {
        return condition.agentIds().stream()
                .map(id -> UserId.parse(instance, "AgentIds", id).toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
