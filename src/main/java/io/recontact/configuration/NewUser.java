package io.recontact.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request to create a user.
 *
 * @param password null for a user who does not sign in with a password
 */
public record NewUser(
        String username,
        User.@Nullable Identity identity,
        User.@Nullable Phone phone,
        ChannelSettings channelSettings,
        @Nullable String directoryUserId,
        List<SecurityProfileId> securityProfiles,
        RoutingProfileId routingProfile,
        @Nullable HierarchyGroupId hierarchyGroup,
        @Nullable Map<String, String> tags,
        @Nullable PasswordHash password) {

    /** Copies the security profiles. */
    public NewUser {
        securityProfiles = List.copyOf(securityProfiles);
    }
}
