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
        @Nullable Map<String, String> tags) {

    /** Copies the permissions. */
    public NewSecurityProfile {
        permissions = List.copyOf(permissions);
    }
}
