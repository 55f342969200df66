package io.recontact.configuration.web;

import io.recontact.configuration.HierarchyGroup;
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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchUserHierarchyGroups.html">SearchUserHierarchyGroups</a>.
 */
interface SearchUserHierarchyGroups {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable UserHierarchyGroupSearchFilter searchFilter,
            @Valid @Nullable UserHierarchyGroupSearchCriteria searchCriteria)
            implements ResourceSearch.Request<HierarchyGroup> {

        @Override
        public Specification<HierarchyGroup> toSpecification() {
            return ResourceSearch.all(
                    searchCriteria == null ? null : searchCriteria.toSpecification(),
                    searchFilter == null || searchFilter.attributeFilter() == null
                            ? null
                            : searchFilter.attributeFilter().toSpecification());
        }
    }

    record UserHierarchyGroupSearchFilter(@Valid @Nullable ControlPlaneAttributeFilter attributeFilter) {}

    record UserHierarchyGroupSearchCriteria(
            @Nullable List<@NotNull @Valid UserHierarchyGroupSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid UserHierarchyGroupSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition)
            implements SearchCriteria<HierarchyGroup, UserHierarchyGroupSearchCriteria> {

        private static final Map<String, String> FIELDS =
                Map.of("name", "name", "parentId", "parent.value", "levelId", "level", "resourceID", "id.value");

        @Override
        public Stream<Specification<HierarchyGroup>> conditions() {
            return StringCondition.specifications(stringCondition, FIELDS);
        }
    }

    record Response(
            List<DescribeUserHierarchyGroup.HierarchyGroup> userHierarchyGroups,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
