package io.recontact.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request to create a security profile.
 *
 * @param accessControlHierarchyGroup the group whose users the access control allows
 */
public record NewSecurityProfile(
        String name,
        @Nullable String description,
        List<String> permissions,
        AccessControl accessControl,
        @Nullable HierarchyGroupId accessControlHierarchyGroup,
        @Nullable Map<String, String> tags) {

    /** Copies the permissions. */
    public NewSecurityProfile {
        permissions = List.copyOf(permissions);
    }
}
