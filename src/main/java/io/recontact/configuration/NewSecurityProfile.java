package io.recontact.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateSecurityProfile asks for. */
public record NewSecurityProfile(
        String name,
        @Nullable String description,
        List<String> permissions,
        AccessControl accessControl,
        Map<String, String> tags) {

    /** Keeps its own copies. */
    public NewSecurityProfile {
        permissions = List.copyOf(permissions);
        tags = Map.copyOf(tags);
    }
}
