package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.HoursOfOperation;
import io.recontact.configuration.HoursOfOperationOverride;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchHoursOfOperationOverrides.html">SearchHoursOfOperationOverrides</a>.
 */
interface SearchHoursOfOperationOverrides {

    /** The names that FieldName may have, with the attributes that they stand for. */
    Map<String, String> FIELDS = Map.of(
            "name",
            "name",
            "description",
            "description",
            "hoursOfOperationId",
            "hours.value",
            "hoursOfOperationOverrideId",
            "id.value",
            "resourceID",
            "id.value");

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable HoursOfOperationSearchFilter searchFilter,
            @Valid @Nullable HoursOfOperationOverrideSearchCriteria searchCriteria)
            implements ResourceSearch.Request<HoursOfOperationOverride> {

        @Override
        public Map<String, String> fields() {
            return FIELDS;
        }
    }

    /** Overrides have no tags; the filter concerns those of their hours. */
    record HoursOfOperationSearchFilter(@Valid @Nullable ControlPlaneTagFilter tagFilter)
            implements SearchFilter<HoursOfOperationOverride> {

        @Override
        public Specification<HoursOfOperationOverride> toSpecification() {
            return ResourceSearch.all(tagFilter == null ? null : ofHours(tagFilter.toSpecification()));
        }

        private static Specification<HoursOfOperationOverride> ofHours(Specification<HoursOfOperation> filter) {
            return (root, query, builder) -> {
                var hours = query.subquery(Integer.class);
                var overridden = hours.from(HoursOfOperation.class);
                var isOf = builder.equal(
                        overridden.get("id").get("value"), root.get("hours").get("value"));
                return builder.exists(hours.select(builder.literal(1))
                        .where(builder.and(isOf, filter.toPredicate(overridden, query, builder))));
            };
        }
    }

    record HoursOfOperationOverrideSearchCriteria(
            @Nullable List<@NotNull @Valid HoursOfOperationOverrideSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid HoursOfOperationOverrideSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            @Valid @Nullable DateCondition dateCondition)
            implements SearchCriteria<HoursOfOperationOverride, HoursOfOperationOverrideSearchCriteria> {

        @Override
        public Stream<Specification<HoursOfOperationOverride>> conditions() {
            return dateCondition == null ? Stream.empty() : Stream.of(dateCondition.toSpecification());
        }
    }

    /** A condition on EffectiveFrom or EffectiveTill. */
    record DateCondition(
            @Nullable String fieldName,
            @Pattern(regexp = LocalDates.PATTERN) @Nullable String value,
            @Nullable DateComparisonType comparisonType) {

        /**
         * Returns the condition.
         *
         * @throws InvalidParameterException if FieldName is another one, or Value is not a date
         */
        Specification<HoursOfOperationOverride> toSpecification() {
            var attribute = switch (fieldName == null ? "" : fieldName) {
                case "effectiveFrom", "EffectiveFrom" -> "effectiveFrom";
                case "effectiveTill", "EffectiveTill" -> "effectiveTill";
                default ->
                    throw new InvalidParameterException(
                            "DateCondition.FieldName is not one of [effectiveFrom, effectiveTill]");
            };
            if (value == null) {
                throw new InvalidParameterException("DateCondition.Value is required");
            }
            var date = LocalDates.parse("DateCondition.Value", value);
            var comparison = comparisonType == null ? DateComparisonType.EQUAL_TO : comparisonType;
            return (root, _, builder) -> {
                var found = root.<LocalDate>get(attribute);
                return switch (comparison) {
                    case GREATER_THAN -> builder.greaterThan(found, date);
                    case LESS_THAN -> builder.lessThan(found, date);
                    case GREATER_THAN_OR_EQUAL_TO -> builder.greaterThanOrEqualTo(found, date);
                    case LESS_THAN_OR_EQUAL_TO -> builder.lessThanOrEqualTo(found, date);
                    case EQUAL_TO -> builder.equal(found, date);
                };
            };
        }
    }

    enum DateComparisonType {
        GREATER_THAN,
        LESS_THAN,
        GREATER_THAN_OR_EQUAL_TO,
        LESS_THAN_OR_EQUAL_TO,
        EQUAL_TO
    }

    record Response(
            List<DescribeHoursOfOperationOverride.HoursOfOperationOverride> hoursOfOperationOverrides,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
