package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListUserHierarchyGroups.html">ListUserHierarchyGroups</a>.
 */
interface ListUserHierarchyGroups {

    record Response(
            List<NamedSummary> userHierarchyGroupSummaryList,
            @Nullable String nextToken) {}
}
