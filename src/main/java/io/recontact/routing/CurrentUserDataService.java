package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.configuration.UserId;
import io.recontact.routing.CurrentUserDataRepository.AgentSummary;
import io.recontact.routing.CurrentUserDataRepository.ContactInitiation;
import io.recontact.routing.CurrentUserDataRepository.MediaConcurrency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The current status and contacts of agents (GetCurrentUserData). Leaves out agents who are offline and have no
 * contacts.
 */
@Service
public class CurrentUserDataService {

    private final CurrentUserDataRepository rows;
    private final AgentContactRepository agentContacts;

    CurrentUserDataService(CurrentUserDataRepository rows, AgentContactRepository agentContacts) {
        this.rows = rows;
        this.agentContacts = agentContacts;
    }

    /** Returns a page of agents in the order of their ids. */
    public List<UserData> page(UserDataQuery query) {
        var agents = rows.page(
                query.instance().value(),
                array(query.agents()),
                array(query.routingProfiles()),
                array(query.queues()),
                query.group(),
                names(query.states()),
                query.after(),
                query.size());
        return withContacts(agents, query.states());
    }

    /** Counts the agents on all pages. */
    public long count(UserDataQuery query) {
        return rows.count(
                query.instance().value(),
                array(query.agents()),
                array(query.routingProfiles()),
                array(query.queues()),
                query.group(),
                names(query.states()));
    }

    private List<UserData> withContacts(List<AgentSummary> agents, @Nullable Set<AgentContactState> states) {
        var contacts =
                agentContacts
                        .findByAgents(agents.stream()
                                .map(agent -> new UserId(agent.getUserId()))
                                .toList())
                        .stream()
                        .filter(contact -> states == null || states.contains(contact.state()))
                        .toList();
        var methods = methods(contacts.stream().map(AgentContact::contact).collect(Collectors.toSet()));
        var slots =
                maxSlots(agents.stream().map(AgentSummary::getRoutingProfileId).collect(Collectors.toSet()));
        var byAgent = contacts.stream()
                .collect(Collectors.groupingBy(contact -> contact.agent().value()));
        return agents.stream()
                .map(agent -> new UserData(
                        agent.getUserId(),
                        agent.getRoutingProfileId(),
                        agent.getHierarchyPath() == null ? List.of() : List.of(agent.getHierarchyPath()),
                        agent.getStatusId(),
                        agent.getStatusName(),
                        agent.getStatusSince(),
                        agent.getNextStatusName(),
                        slots.getOrDefault(agent.getRoutingProfileId(), Map.of()),
                        byAgent.getOrDefault(agent.getUserId(), List.of()).stream()
                                .flatMap(contact -> Stream.ofNullable(methods.get(contact.contact()))
                                        .map(method -> new UserData.InitiatedContact(contact, method)))
                                .toList()))
                .toList();
    }

    private Map<ContactId, InitiationMethod> methods(Set<ContactId> contacts) {
        return rows.findInitiations(contacts.stream().map(ContactId::value).toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(
                        found -> new ContactId(found.getContactId()), ContactInitiation::getInitiationMethod));
    }

    private Map<UUID, Map<Channel, Integer>> maxSlots(Set<UUID> profiles) {
        return rows.findMediaConcurrencies(profiles.toArray(UUID[]::new)).stream()
                .collect(Collectors.groupingBy(
                        MediaConcurrency::getRoutingProfileId,
                        Collectors.toMap(MediaConcurrency::getChannel, MediaConcurrency::getConcurrency)));
    }

    private static UUID @Nullable [] array(@Nullable Set<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }

    private static String @Nullable [] names(@Nullable Set<AgentContactState> states) {
        return states == null ? null : states.stream().map(Enum::name).toArray(String[]::new);
    }
}
