package io.recontact.routing;

import io.recontact.api.InstanceId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filters and the page of GetCurrentUserData. An absent set matches all agents.
 *
 * @param queues queues of which the agents serve at least one
 * @param group a hierarchy group that the agents belong to, or to a group below it
 * @param states states in one of which the agents have a contact
 * @param after the last agent of the previous page; the first page when absent
 * @param size how many agents at most
 */
public record UserDataQuery(
        InstanceId instance,
        @Nullable Set<UUID> queues,
        @Nullable Set<UUID> routingProfiles,
        @Nullable Set<UUID> agents,
        @Nullable UUID group,
        @Nullable Set<AgentContactState> states,
        @Nullable UUID after,
        int size) {}
