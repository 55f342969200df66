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
            @Valid @Nullable AttributeSearchFilter<View> searchFilter,
            @Valid @Nullable ViewSearchCriteria searchCriteria)
            implements ResourceSearch.Request<View> {}

    record ViewSearchCriteria(
            @Nullable List<@NotNull @Valid ViewSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid ViewSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            @Nullable ViewType viewTypeCondition,
            @Nullable ContactFlowStatus viewStatusCondition)
            implements SearchCriteria<View, ViewSearchCriteria> {

        @Override
        public Stream<Specification<View>> conditions() {
            return Stream.concat(
                    ResourceSpecifications.status(viewStatusCondition), Stream.of(ofType(viewTypeCondition)));
        }
    }

    /** Returns the condition that views are of a type; null for any. AWS manages none of them. */
    static Specification<View> ofType(@Nullable ViewType type) {
        return (_, _, builder) -> type == ViewType.AWS_MANAGED ? builder.disjunction() : null;
    }

    record Response(List<DescribeView.View> views, @Nullable String nextToken, long approximateTotalCount) {}
}
