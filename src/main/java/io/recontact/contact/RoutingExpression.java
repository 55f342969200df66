package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which agents a step of routing criteria accepts, in the members of the API: exactly one of four. */
public record RoutingExpression(
        @Valid @Nullable AttributeCondition attributeCondition,
        @Nullable List<@NotNull @Valid RoutingExpression> andExpression,
        @Nullable List<@NotNull @Valid RoutingExpression> orExpression,
        @Valid @Nullable AttributeCondition notAttributeCondition) {

    private static final int MAX_DEPTH = 10;

    /**
     * A condition on the proficiency in one value of a predefined attribute, or on the agent itself.
     *
     * @param proficiencyLevel the lowest level, with {@link Operator#NUMBER_GREATER_OR_EQUAL_TO}
     * @param range the levels, with {@link Operator#RANGE}
     * @param matchCriteria the agents, with {@link Operator#MATCH}
     */
    public record AttributeCondition(
            @Size(min = 1, max = 100) @Nullable String name,
            @Size(min = 1, max = 128) @Nullable String value,
            @DecimalMin("1.0") @DecimalMax("5.0") @Nullable Float proficiencyLevel,
            @Valid @Nullable Range range,
            @Valid @Nullable MatchCriteria matchCriteria,
            @Size(min = 1, max = 127) @Nullable String comparisonOperator) {

        /** Returns the operator; the comparison with a level if the condition names none. */
        public Operator operator() {
            return comparisonOperator == null
                    ? Operator.NUMBER_GREATER_OR_EQUAL_TO
                    : Stream.of(Operator.values())
                            .filter(one -> one.text.equals(comparisonOperator))
                            .findFirst()
                            .orElseThrow(
                                    () -> new InvalidParameterException(
                                            "RoutingCriteria: ComparisonOperator is not one of NumberGreaterOrEqualTo, Range and Match"));
        }

        /** Returns the agents that it names; empty with other operators than {@link Operator#MATCH}. */
        public List<String> agentIds() {
            return operator() != Operator.MATCH
                            || matchCriteria == null
                            || matchCriteria.agentsCriteria == null
                            || matchCriteria.agentsCriteria.agentIds == null
                    ? List.of()
                    : matchCriteria.agentsCriteria.agentIds;
        }

        private void requireComplete() {
            var isComplete = switch (operator()) {
                case NUMBER_GREATER_OR_EQUAL_TO -> name != null && value != null && proficiencyLevel != null;
                case RANGE ->
                    name != null
                            && value != null
                            && range != null
                            && range.minProficiencyLevel != null
                            && range.maxProficiencyLevel != null;
                case MATCH -> !agentIds().isEmpty();
            };
            if (!isComplete) {
                throw new InvalidParameterException(
                        "RoutingCriteria: AttributeCondition lacks a member that its ComparisonOperator needs");
            }
        }
    }

    /** The lowest and the highest level. */
    public record Range(
            @DecimalMin("1.0") @DecimalMax("5.0") @Nullable Float minProficiencyLevel,
            @DecimalMin("1.0") @DecimalMax("5.0") @Nullable Float maxProficiencyLevel) {}

    /** Criteria of the agents themselves. */
    public record MatchCriteria(@Valid @Nullable AgentsCriteria agentsCriteria) {}

    /** Agents by their ids. */
    public record AgentsCriteria(@Nullable List<@NotNull @Size(max = 256) String> agentIds) {}

    /** The ways to compare in a condition. */
    public enum Operator {
        NUMBER_GREATER_OR_EQUAL_TO("NumberGreaterOrEqualTo"),
        RANGE("Range"),
        MATCH("Match");

        private final String text;

        Operator(String text) {
            this.text = text;
        }
    }

    /** Returns all conditions. */
    public Stream<AttributeCondition> conditions() {
        return Stream.of(
                        Stream.ofNullable(attributeCondition),
                        Stream.ofNullable(notAttributeCondition),
                        nested(andExpression),
                        nested(orExpression))
                .flatMap(all -> all);
    }

    private static Stream<AttributeCondition> nested(@Nullable List<RoutingExpression> expressions) {
        return expressions == null ? Stream.empty() : expressions.stream().flatMap(RoutingExpression::conditions);
    }

    /**
     * Checks the rules that annotations cannot express.
     *
     * @throws InvalidParameterException if a part has no or several members, lacks a member, or nests too deep
     */
    void requireValid() {
        requireValid(1);
        conditions().forEach(AttributeCondition::requireComplete);
    }

    private void requireValid(int depth) {
        var given = Stream.of(attributeCondition, andExpression, orExpression, notAttributeCondition)
                .filter(Objects::nonNull)
                .count();
        var nested = andExpression == null ? orExpression : andExpression;
        if (given != 1 || (nested != null && nested.isEmpty())) {
            throw new InvalidParameterException("RoutingCriteria: an Expression must have exactly one member");
        }
        if (depth > MAX_DEPTH) {
            throw new InvalidParameterException(
                    "RoutingCriteria: an Expression nests more than %d levels deep".formatted(MAX_DEPTH));
        }
        if (nested != null) {
            nested.forEach(one -> one.requireValid(depth + 1));
        }
    }
}
