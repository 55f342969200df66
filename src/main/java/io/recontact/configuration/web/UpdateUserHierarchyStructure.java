package io.recontact.configuration.web;

import io.recontact.api.InvalidRequestException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserHierarchyStructure.html">UpdateUserHierarchyStructure</a>.
 */
interface UpdateUserHierarchyStructure {

    record Request(@NotNull @Valid HierarchyStructureUpdate hierarchyStructure) {}

    record HierarchyStructureUpdate(
            @Valid @Nullable HierarchyLevelUpdate levelOne,
            @Valid @Nullable HierarchyLevelUpdate levelTwo,
            @Valid @Nullable HierarchyLevelUpdate levelThree,
            @Valid @Nullable HierarchyLevelUpdate levelFour,
            @Valid @Nullable HierarchyLevelUpdate levelFive) {

        /**
         * Returns the names of the levels.
         *
         * @throws InvalidRequestException if there is a level below one that is absent
         */
        List<String> names() {
            var names = new ArrayList<String>();
            var isComplete = true;
            for (var level : Arrays.asList(levelOne, levelTwo, levelThree, levelFour, levelFive)) {
                if (level == null) {
                    isComplete = false;
                } else if (isComplete) {
                    names.add(level.name());
                } else {
                    throw new InvalidRequestException("HierarchyStructure has a level below one that is absent");
                }
            }
            return names;
        }
    }

    record HierarchyLevelUpdate(
            @NotNull @Size(min = 1, max = 50) String name) {}
}
