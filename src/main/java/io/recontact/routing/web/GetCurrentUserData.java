package io.recontact.routing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceType;
import io.recontact.routing.AgentContactState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetCurrentUserData.html">GetCurrentUserData</a>.
 */
interface GetCurrentUserData {

    record Request(
            @NotNull @Valid UserDataFilters filters,
            @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults) {}

    record UserDataFilters(
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> queues,
            @Valid @Nullable ContactFilter contactFilter,
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> routingProfiles,
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> agents,
            @Size(min = 1, max = 1) @Nullable List<@NotNull String> userHierarchyGroups) {

        /** Enforces "You can only filter on one of these at a time". */
        void requireOne() {
            if (Stream.of(queues, routingProfiles, agents, userHierarchyGroups)
                            .filter(Objects::nonNull)
                            .count()
                    > 1) {
                throw new InvalidParameterException(
                        "Filters may have only one of Queues, RoutingProfiles, Agents and UserHierarchyGroups");
            }
        }
    }

    record ContactFilter(@Size(max = 9) @Nullable List<@NotNull ContactState> contactStates) {}

    /** The states of the API. Some of them apply to voice contacts only. */
    enum ContactState {
        INCOMING,
        PENDING,
        CONNECTING,
        CONNECTED,
        CONNECTED_ONHOLD,
        MISSED,
        ERROR,
        ENDED,
        REJECTED;

        /** Reports a paused task as on hold, because the API has no better state for it. */
        static ContactState of(AgentContactState state) {
            return state == AgentContactState.PAUSED ? CONNECTED_ONHOLD : valueOf(state.name());
        }
    }

    record Response(
            List<UserData> userDataList,
            long approximateTotalCount,
            @Nullable String nextToken) {}

    record UserData(
            UserReference user,
            RoutingProfileReference routingProfile,
            @Nullable HierarchyPathReference hierarchyPath,
            AgentStatusReference status,
            Map<Channel, Integer> availableSlotsByChannel,
            Map<Channel, Integer> maxSlotsByChannel,
            Map<Channel, Integer> activeSlotsByChannel,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentContactReference> contacts,
            @Nullable String nextStatus) {

        static UserData of(io.recontact.routing.UserData data, InstanceId instance, Arns arns) {
            var active = data.activeSlots();
            var available = new EnumMap<Channel, Integer>(Channel.class);
            data.maxSlots()
                    .forEach((channel, slots) ->
                            available.put(channel, Math.max(0, slots - active.getOrDefault(channel, 0))));
            return new UserData(
                    new UserReference(data.user(), arns.of(instance, ResourceType.USER, data.user())),
                    new RoutingProfileReference(
                            data.routingProfile(),
                            arns.of(instance, ResourceType.ROUTING_PROFILE, data.routingProfile())),
                    HierarchyPathReference.of(data.hierarchyPath(), instance, arns),
                    new AgentStatusReference(
                            data.statusSince(),
                            arns.of(instance, ResourceType.AGENT_STATUS, data.status()),
                            data.statusName()),
                    available,
                    data.maxSlots(),
                    active,
                    data.contacts().stream()
                            .map(contact -> AgentContactReference.of(contact, instance, arns))
                            .toList(),
                    data.nextStatusName());
        }
    }

    record UserReference(UUID id, String arn) {}

    record RoutingProfileReference(UUID id, String arn) {}

    record HierarchyPathReference(
            @Nullable HierarchyGroupSummaryReference levelOne,
            @Nullable HierarchyGroupSummaryReference levelTwo,
            @Nullable HierarchyGroupSummaryReference levelThree,
            @Nullable HierarchyGroupSummaryReference levelFour,
            @Nullable HierarchyGroupSummaryReference levelFive) {

        static @Nullable HierarchyPathReference of(List<UUID> path, InstanceId instance, Arns arns) {
            if (path.isEmpty()) {
                return null;
            }
            var all = new HierarchyGroupSummaryReference[5];
            for (int i = 0; i < path.size(); i++) {
                all[i] = new HierarchyGroupSummaryReference(
                        path.get(i), arns.of(instance, ResourceType.HIERARCHY_GROUP, path.get(i)));
            }
            return new HierarchyPathReference(all[0], all[1], all[2], all[3], all[4]);
        }
    }

    record HierarchyGroupSummaryReference(UUID id, String arn) {}

    record AgentStatusReference(Instant statusStartTimestamp, String statusArn, String statusName) {}

    record AgentContactReference(
            UUID contactId,
            Channel channel,
            InitiationMethod initiationMethod,
            String agentContactState,
            Instant stateStartTimestamp,
            @Nullable Instant connectedToAgentTimestamp,
            QueueReference queue) {

        static AgentContactReference of(
                io.recontact.routing.UserData.InitiatedContact initiated, InstanceId instance, Arns arns) {
            var contact = initiated.contact();
            var queue = contact.queue().value();
            return new AgentContactReference(
                    contact.contact().value(),
                    contact.channel(),
                    initiated.initiationMethod(),
                    ContactState.of(contact.state()).name(),
                    contact.stateSince(),
                    contact.connectedAt(),
                    new QueueReference(
                            queue,
                            arns.queue(
                                    instance,
                                    queue.equals(contact.agent().value()) ? QueueType.AGENT : QueueType.STANDARD,
                                    queue)));
        }
    }

    record QueueReference(UUID id, String arn) {}
}
