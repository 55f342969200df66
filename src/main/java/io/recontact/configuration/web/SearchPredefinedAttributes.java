package io.recontact.configuration.web;

import io.recontact.configuration.PredefinedAttribute;
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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchPredefinedAttributes.html">SearchPredefinedAttributes</a>.
 */
interface SearchPredefinedAttributes {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable TextSearchCriteria<PredefinedAttribute> searchCriteria)
            implements ResourceSearch.Request<PredefinedAttribute> {

        /** Predefined attributes have no tags. */
        @Override
        public @Nullable SearchFilter<PredefinedAttribute> searchFilter() {
            return null;
        }

        @Override
        public Map<String, String> fields() {
            return Map.of("name", "name");
        }
    }

    record Response(
            List<DescribePredefinedAttribute.PredefinedAttribute> predefinedAttributes,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
