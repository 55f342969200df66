package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The request of a Search operation of resources that this service does not have. */
record EmptySearch(
        @NotNull String instanceId,
        @Size(min = 1, max = 2500) @Nullable String nextToken,
        @Min(1) @Max(100) @Nullable Integer maxResults,
        @Valid @Nullable TagSearchFilter<?> searchFilter,
        @Valid @Nullable TextSearchCriteria<?> searchCriteria) {

    /**
     * Refuses a page token, which no search issued.
     *
     * @throws InvalidParameterException if there is one
     */
    void check() {
        if (nextToken != null) {
            throw new InvalidParameterException("NextToken was not issued by this operation");
        }
    }
}
