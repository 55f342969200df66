package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ResourceSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListUserHierarchyGroups.html">ListUserHierarchyGroups</a>.
 */
interface ListUserHierarchyGroups {

    record Response(
            List<HierarchyGroupSummary> userHierarchyGroupSummaryList,
            @Nullable String nextToken) {}

    record HierarchyGroupSummary(
            String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static HierarchyGroupSummary of(InstanceId instance, ResourceSummary row, Arns arns) {
            return new HierarchyGroupSummary(
                    row.id().toString(),
                    arns.of(instance, ResourceType.HIERARCHY_GROUP, row.id()),
                    row.name(),
                    row.lastModifiedAt(),
                    arns.region());
        }
    }
}
