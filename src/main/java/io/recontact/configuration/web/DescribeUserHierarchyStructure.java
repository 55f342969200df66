package io.recontact.configuration.web;

import io.recontact.api.Arns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeUserHierarchyStructure.html">DescribeUserHierarchyStructure</a>.
 */
interface DescribeUserHierarchyStructure {

    record Response(HierarchyStructure hierarchyStructure) {}

    record HierarchyStructure(
            @Nullable HierarchyLevel levelOne,
            @Nullable HierarchyLevel levelTwo,
            @Nullable HierarchyLevel levelThree,
            @Nullable HierarchyLevel levelFour,
            @Nullable HierarchyLevel levelFive) {

        static HierarchyStructure of(
                List<io.recontact.configuration.HierarchyLevel> levels, String instanceArn, Arns arns) {
            var all = levels.stream()
                    .map(level -> HierarchyLevel.of(level, instanceArn, arns))
                    .toList();
            return new HierarchyStructure(
                    Levels.get(all, 1), Levels.get(all, 2), Levels.get(all, 3), Levels.get(all, 4), Levels.get(all, 5));
        }
    }

    record HierarchyLevel(String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static HierarchyLevel of(io.recontact.configuration.HierarchyLevel level, String instanceArn, Arns arns) {
            return new HierarchyLevel(
                    String.valueOf(level.level()),
                    "%s/agent-group-level/%d".formatted(instanceArn, level.level()),
                    level.name(),
                    level.lastModifiedAt(),
                    arns.region());
        }
    }
}
