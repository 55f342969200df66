package io.recontact.configuration.web;

import io.recontact.configuration.QuickConnect;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchQuickConnects.html">SearchQuickConnects</a>.
 */
interface SearchQuickConnects {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable QuickConnectSearchFilter searchFilter,
            @Valid @Nullable QuickConnectSearchCriteria searchCriteria)
            implements ResourceSearch.Request<QuickConnect> {

        @Override
        public Specification<QuickConnect> toSpecification() {
            return ResourceSearch.all(
                    searchCriteria == null ? null : searchCriteria.toSpecification(),
                    searchFilter == null || searchFilter.tagFilter() == null
                            ? null
                            : searchFilter.tagFilter().toSpecification());
        }
    }

    record QuickConnectSearchFilter(@Valid @Nullable ControlPlaneTagFilter tagFilter) {}

    record QuickConnectSearchCriteria(
            @Nullable List<@NotNull @Valid QuickConnectSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid QuickConnectSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition)
            implements SearchCriteria<QuickConnect, QuickConnectSearchCriteria> {

        @Override
        public Stream<Specification<QuickConnect>> conditions() {
            return StringCondition.specifications(stringCondition, StringCondition.FIELDS);
        }
    }

    record Response(
            List<DescribeQuickConnect.QuickConnect> quickConnects,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
