package io.recontact.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create a security profile. */
public record NewSecurityProfile(
        String name,
        @Nullable String description,
        List<String> permissions,
        AccessControl accessControl,
        @Nullable HierarchyGroupId allowedHierarchyGroup,
        Map<String, String> tags) {

    /** Copies the collections. */
    public NewSecurityProfile {
        permissions = List.copyOf(permissions);
        tags = Map.copyOf(tags);
    }
}
