package io.recontact.configuration.web;

import io.recontact.configuration.HoursOfOperation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchHoursOfOperations.html">SearchHoursOfOperations</a>.
 */
interface SearchHoursOfOperations {

    /** The names that FieldName may have, with the attributes that they stand for. */
    Map<String, String> FIELDS =
            Map.of("name", "name", "description", "description", "timezone", "timeZone", "resourceID", "id.value");

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable HoursOfOperationSearchFilter searchFilter,
            @Valid @Nullable HoursOfOperationSearchCriteria searchCriteria)
            implements ResourceSearch.Request<HoursOfOperation> {

        @Override
        public Specification<HoursOfOperation> toSpecification() {
            return ResourceSearch.all(
                    searchCriteria == null ? null : searchCriteria.toSpecification(),
                    searchFilter == null ? null : searchFilter.toSpecification());
        }
    }

    record HoursOfOperationSearchFilter(@Valid @Nullable ControlPlaneTagFilter tagFilter) {

        /** The filter of the hours' tags; null for none. */
        @Nullable Specification<HoursOfOperation> toSpecification() {
            return tagFilter == null ? null : tagFilter.toSpecification();
        }
    }

    record HoursOfOperationSearchCriteria(
            @Nullable List<@NotNull @Valid HoursOfOperationSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid HoursOfOperationSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition)
            implements SearchCriteria<HoursOfOperation, HoursOfOperationSearchCriteria> {

        @Override
        public Stream<Specification<HoursOfOperation>> conditions() {
            return StringCondition.specifications(stringCondition, FIELDS);
        }
    }

    record Response(
            List<DescribeHoursOfOperation.HoursOfOperation> hoursOfOperations,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
