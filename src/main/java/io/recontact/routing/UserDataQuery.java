package io.recontact.routing;

import io.recontact.api.InstanceId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What GetCurrentUserData asks for. An absent set means any.
 *
 * @param queues served by the agents' routing profiles
 * @param states in one of which the agents have a contact
 * @param after the last agent of the page before
 */
public record UserDataQuery(
        InstanceId instance,
        @Nullable Set<UUID> queues,
        @Nullable Set<UUID> routingProfiles,
        @Nullable Set<UUID> agents,
        @Nullable Set<AgentContactState> states,
        @Nullable UUID after,
        int size) {}
