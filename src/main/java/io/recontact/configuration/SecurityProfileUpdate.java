package io.recontact.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes of UpdateSecurityProfile; null members stay as they are, also those of the access control. */
public record SecurityProfileUpdate(
        @Nullable String description,
        @Nullable List<String> permissions,
        AccessControl accessControl,
        @Nullable HierarchyGroupId allowedHierarchyGroup) {

    /** Copies the permissions. */
    public SecurityProfileUpdate {
        permissions = permissions == null ? null : List.copyOf(permissions);
    }
}
