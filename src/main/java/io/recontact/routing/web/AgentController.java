package io.recontact.routing.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.NextToken;
import io.recontact.api.ResourceName;
import io.recontact.api.ResourceType;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.UserId;
import io.recontact.routing.AgentContactService;
import io.recontact.routing.AgentContactState;
import io.recontact.routing.AgentService;
import io.recontact.routing.CurrentUserDataService;
import io.recontact.routing.UserDataQuery;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** PutUserStatus, DismissUserContact and GetCurrentUserData. */
@RestController
class AgentController {

    private static final Map<String, String> NO_OUTPUT = Map.of();
    private static final String LIST = "GetCurrentUserData";
    private static final int DEFAULT_PAGE = 100;

    private final InstanceService instances;
    private final AgentService agents;
    private final AgentContactService contacts;
    private final CurrentUserDataService data;

    AgentController(
            InstanceService instances, AgentService agents, AgentContactService contacts, CurrentUserDataService data) {
        this.instances = instances;
        this.agents = agents;
        this.contacts = contacts;
        this.data = data;
    }

    @PutMapping("/users/{InstanceId}/{UserId}/status")
    Map<String, String> putUserStatus(
            @PathVariable("UserId") String userId,
            @Valid @RequestBody PutUserStatus.Request request,
            InstanceId instance) {
        instances.require(instance);
        agents.setStatus(
                instance,
                UserId.parse(instance, "UserId", userId),
                AgentStatusId.parse(instance, "AgentStatusId", request.agentStatusId()));
        return NO_OUTPUT;
    }

    @PostMapping("/users/{InstanceId}/{UserId}/contact")
    Map<String, String> dismissUserContact(
            @PathVariable("UserId") String userId,
            @Valid @RequestBody DismissUserContact.Request request,
            InstanceId instance) {
        instances.require(instance);
        contacts.dismiss(
                instance,
                UserId.parse(instance, "UserId", userId),
                ContactId.parse(instance, "ContactId", request.contactId()));
        return NO_OUTPUT;
    }

    @PostMapping("/metrics/userdata/{InstanceId}")
    GetCurrentUserData.Response getCurrentUserData(
            Caller caller, @Valid @RequestBody GetCurrentUserData.Request request, InstanceId instance) {
        instances.require(instance);
        var filters = request.filters();
        filters.requireOne();
        var size = request.maxResults() == null ? DEFAULT_PAGE : request.maxResults();
        var query = new UserDataQuery(
                instance,
                ids(instance, "queue", "Filters.Queues", filters.queues()),
                ids(instance, "routing-profile", "Filters.RoutingProfiles", filters.routingProfiles()),
                ids(instance, "agent", "Filters.Agents", filters.agents()),
                group(instance, filters.userHierarchyGroups()),
                states(filters.contactFilter()),
                NextToken.parse(LIST, request.nextToken()),
                size + 1);
        var page = data.page(query);
        return new GetCurrentUserData.Response(
                page.stream()
                        .limit(size)
                        .map(user -> GetCurrentUserData.UserData.of(user, instance, caller.arns()))
                        .toList(),
                data.count(query),
                page.size() > size ? NextToken.after(LIST, page.get(size - 1).user()) : null);
    }

    private static @Nullable UUID group(InstanceId instance, @Nullable List<String> names) {
        return names == null
                ? null
                : ResourceType.HIERARCHY_GROUP.parse(instance, "Filters.UserHierarchyGroups", names.getFirst());
    }

    /** Ignores states that only voice contacts have: no contact matches them. */
    private static @Nullable Set<AgentContactState> states(GetCurrentUserData.@Nullable ContactFilter filter) {
        if (filter == null
                || filter.contactStates() == null
                || filter.contactStates().isEmpty()) {
            return null;
        }
        return Arrays.stream(AgentContactState.values())
                .filter(state -> filter.contactStates().contains(GetCurrentUserData.ContactState.of(state)))
                .collect(Collectors.toSet());
    }

    private static @Nullable Set<UUID> ids(
            InstanceId instance, String kind, String member, @Nullable List<String> names) {
        return names == null
                ? null
                : names.stream()
                        .map(name -> ResourceName.within(instance, kind, member, name))
                        .collect(Collectors.toSet());
    }
}
