package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.configuration.View;
import io.recontact.configuration.ViewType;
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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchViews.html">SearchViews</a>.
 */
interface SearchViews {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable ViewSearchFilter searchFilter,
            @Valid @Nullable ViewSearchCriteria searchCriteria)
            implements ResourceSearch.Request<View> {

        @Override
        public Specification<View> toSpecification() {
            return ResourceSearch.all(
                    searchCriteria == null ? null : searchCriteria.toSpecification(),
                    searchFilter == null || searchFilter.attributeFilter() == null
                            ? null
                            : searchFilter.attributeFilter().toSpecification());
        }
    }

    record ViewSearchFilter(@Valid @Nullable ControlPlaneAttributeFilter attributeFilter) {}

    record ViewSearchCriteria(
            @Nullable List<@NotNull @Valid ViewSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid ViewSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            @Nullable ViewType viewTypeCondition,
            @Nullable ContactFlowStatus viewStatusCondition)
            implements SearchCriteria<View, ViewSearchCriteria> {

        @Override
        public Stream<Specification<View>> conditions() {
            return Stream.of(
                            StringCondition.<View>specifications(stringCondition, StringCondition.FIELDS),
                            ResourceSpecifications.<View>status(viewStatusCondition),
                            viewTypeCondition == ViewType.AWS_MANAGED
                                    ? Stream.<Specification<View>>of((_, _, builder) -> builder.disjunction())
                                    : Stream.<Specification<View>>empty())
                    .flatMap(all -> all);
        }
    }

    record Response(List<DescribeView.View> views, @Nullable String nextToken, long approximateTotalCount) {}
}
