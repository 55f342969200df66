package io.recontact.configuration.web;

import io.recontact.configuration.HoursOfOperation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
            @Valid @Nullable TagSearchFilter<HoursOfOperation> searchFilter,
            @Valid @Nullable TextSearchCriteria<HoursOfOperation> searchCriteria)
            implements ResourceSearch.Request<HoursOfOperation> {

        @Override
        public Map<String, String> fields() {
            return FIELDS;
        }
    }

    record Response(
            List<DescribeHoursOfOperation.HoursOfOperation> hoursOfOperations,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
