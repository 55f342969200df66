package io.recontact.configuration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateUser asks for. A password is not among it: nobody signs in here with one. */
public record NewUser(
        String username,
        User.@Nullable Identity identity,
        User.@Nullable Phone phone,
        ChannelSettings channelSettings,
        @Nullable String directoryUserId,
        List<SecurityProfileId> securityProfiles,
        RoutingProfileId routingProfile,
        Map<String, String> tags) {

    /** Keeps its own copies. */
    public NewUser {
        securityProfiles = List.copyOf(securityProfiles);
        tags = Map.copyOf(tags);
    }
}
