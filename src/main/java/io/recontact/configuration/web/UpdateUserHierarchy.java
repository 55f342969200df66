package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.HierarchyGroupId;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserHierarchy.html">UpdateUserHierarchy</a>.
 */
interface UpdateUserHierarchy {

    record Request(@Nullable String hierarchyGroupId) {

        /** Returns the group; null to remove the user from its group. */
        @Nullable HierarchyGroupId toGroup(InstanceId instance) {
            return hierarchyGroupId == null
                    ? null
                    : HierarchyGroupId.parse(instance, "HierarchyGroupId", hierarchyGroupId);
        }
    }
}
