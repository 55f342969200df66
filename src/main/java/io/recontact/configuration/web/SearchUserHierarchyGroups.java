package io.recontact.configuration.web;

import io.recontact.configuration.HierarchyGroup;
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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchUserHierarchyGroups.html">SearchUserHierarchyGroups</a>.
 */
interface SearchUserHierarchyGroups {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable AttributeSearchFilter<HierarchyGroup> searchFilter,
            @Valid @Nullable TextSearchCriteria<HierarchyGroup> searchCriteria)
            implements ResourceSearch.Request<HierarchyGroup> {

        private static final Map<String, String> FIELDS =
                Map.of("name", "name", "parentId", "parent.value", "levelId", "level", "resourceID", "id.value");

        @Override
        public Map<String, String> fields() {
            return FIELDS;
        }
    }

    record Response(
            List<DescribeUserHierarchyGroup.HierarchyGroup> userHierarchyGroups,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
