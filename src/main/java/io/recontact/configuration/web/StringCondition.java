package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.configuration.ResourceSpecifications.StringComparisonType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A condition on a text member of a resource. */
record StringCondition(
        @Nullable String fieldName,
        @Nullable String value,
        @Nullable StringComparisonType comparisonType) {

    /** The fields that most resources have, with their attributes. */
    static final Map<String, String> FIELDS =
            Map.of("name", "name", "description", "description", "resourceID", "id.value");

    /**
     * Returns the condition; none if there is no condition.
     *
     * @param fields the names that FieldName may have, with the attributes that they stand for
     * @throws InvalidParameterException if FieldName has another name, or Value is absent
     */
    static <T extends Resource> Stream<Specification<T>> specifications(
            @Nullable StringCondition condition, Map<String, String> fields) {
        return specifications(
                condition,
                fields.keySet(),
                (field, comparison, value) ->
                        ResourceSpecifications.text(Objects.requireNonNull(fields.get(field)), comparison, value));
    }

    /** The condition that a field has a text. */
    @FunctionalInterface
    interface Comparison<C> {
        C of(String field, StringComparisonType comparison, String value);
    }

    /**
     * Returns the condition; none if there is no condition.
     *
     * @param fields the names that FieldName may have
     * @throws InvalidParameterException if FieldName has another name, or Value is absent
     */
    static <C> Stream<C> specifications(
            @Nullable StringCondition condition, Set<String> fields, Comparison<C> specification) {
        if (condition == null) {
            return Stream.empty();
        }
        if (condition.fieldName == null || !fields.contains(condition.fieldName)) {
            throw new InvalidParameterException("StringCondition.FieldName is not one of %s"
                    .formatted(fields.stream().sorted().toList()));
        }
        if (condition.value == null) {
            throw new InvalidParameterException("StringCondition.Value is required");
        }
        var comparison = condition.comparisonType == null ? StringComparisonType.CONTAINS : condition.comparisonType;
        return Stream.of(specification.of(condition.fieldName, comparison, condition.value));
    }
}
