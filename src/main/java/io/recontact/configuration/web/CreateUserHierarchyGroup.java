package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.NewHierarchyGroup;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUserHierarchyGroup.html">CreateUserHierarchyGroup</a>.
 */
interface CreateUserHierarchyGroup {

    record Request(
            @NotNull @Size(min = 1, max = 100) String name,
            @Nullable String parentGroupId,
            @Tags @Nullable Map<String, String> tags) {

        NewHierarchyGroup toNewGroup(InstanceId instance) {
            return new NewHierarchyGroup(
                    name,
                    parentGroupId == null ? null : HierarchyGroupId.parse(instance, "ParentGroupId", parentGroupId),
                    tags);
        }
    }

    record Response(String hierarchyGroupId, String hierarchyGroupArn) {}
}
