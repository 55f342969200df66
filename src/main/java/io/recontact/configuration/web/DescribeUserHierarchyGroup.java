package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.HierarchyGroupId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeUserHierarchyGroup.html">DescribeUserHierarchyGroup</a>.
 */
interface DescribeUserHierarchyGroup {

    record Response(HierarchyGroup hierarchyGroup) {}

    record HierarchyGroup(
            String id,
            String arn,
            String name,
            String levelId,
            HierarchyPath hierarchyPath,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static HierarchyGroup of(
                io.recontact.configuration.HierarchyGroup group,
                Map<HierarchyGroupId, io.recontact.configuration.HierarchyGroup> groups,
                Arns arns) {
            return new HierarchyGroup(
                    group.id().toString(),
                    group.arn(arns),
                    group.name(),
                    String.valueOf(group.level()),
                    HierarchyPath.of(group, groups, arns),
                    group.tags(),
                    group.lastModifiedAt(),
                    arns.region());
        }
    }

    record HierarchyPath(
            @Nullable HierarchyGroupSummary levelOne,
            @Nullable HierarchyGroupSummary levelTwo,
            @Nullable HierarchyGroupSummary levelThree,
            @Nullable HierarchyGroupSummary levelFour,
            @Nullable HierarchyGroupSummary levelFive) {

        static HierarchyPath of(
                io.recontact.configuration.HierarchyGroup group,
                Map<HierarchyGroupId, io.recontact.configuration.HierarchyGroup> groups,
                Arns arns) {
            var all = group.path().stream()
                    .map(id -> HierarchyGroupSummary.of(Objects.requireNonNull(groups.get(id)), arns))
                    .toList();
            return new HierarchyPath(
                    Levels.get(all, 1), Levels.get(all, 2), Levels.get(all, 3), Levels.get(all, 4), Levels.get(all, 5));
        }
    }

    record HierarchyGroupSummary(
            String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static HierarchyGroupSummary of(io.recontact.configuration.HierarchyGroup group, Arns arns) {
            return new HierarchyGroupSummary(
                    group.id().toString(), group.arn(arns), group.name(), group.lastModifiedAt(), arns.region());
        }
    }
}
