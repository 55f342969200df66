package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.ResourceSpecifications.StringComparisonType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition of SearchUsers on a proficiency. */
@FunctionalInterface
public interface ProficiencyCondition {

    /** The ways to compare a number. */
    enum NumberComparisonType {
        GREATER_OR_EQUAL,
        GREATER,
        LESSER_OR_EQUAL,
        LESSER,
        EQUAL,
        NOT_EQUAL,
        RANGE
    }

    /** Returns the predicate. */
    Predicate of(From<?, ?> proficiency, From<?, ?> attribute, CriteriaBuilder builder);

    /**
     * Returns the condition on the name or the value.
     *
     * @param field {@code name} or {@code value}
     */
    static ProficiencyCondition text(String field, StringComparisonType comparison, String value) {
        return (proficiency, attribute, builder) -> ResourceSpecifications.like(
                builder, (field.equals("name") ? attribute : proficiency).get(field), comparison, value);
    }

    /**
     * Returns the condition on the level. A comparison with one number takes the minimum, or else the maximum.
     *
     * @throws InvalidParameterException if a number is absent
     */
    static ProficiencyCondition level(NumberComparisonType comparison, @Nullable Integer min, @Nullable Integer max) {
        var number = min == null ? max : min;
        if (number == null || (comparison == NumberComparisonType.RANGE && (min == null || max == null))) {
            throw new InvalidParameterException("NumberCondition needs MinValue, MaxValue or both");
        }
        return (proficiency, _, builder) -> {
            var level = proficiency.<Integer>get("level");
            return switch (comparison) {
                case GREATER_OR_EQUAL -> builder.ge(level, number);
                case GREATER -> builder.gt(level, number);
                case LESSER_OR_EQUAL -> builder.le(level, number);
                case LESSER -> builder.lt(level, number);
                case EQUAL -> builder.equal(level, number);
                case NOT_EQUAL -> builder.notEqual(level, number);
                case RANGE -> builder.between(level, number, max);
            };
        };
    }
}
