package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The statuses of agents, and the contacts that they have. */
@Service
public class AgentService {

    private final UserService users;
    private final AgentStatusService statuses;
    private final AgentRepository agents;
    private final AgentContactRepository contacts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AgentService(
            UserService users,
            AgentStatusService statuses,
            AgentRepository agents,
            AgentContactRepository contacts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.statuses = statuses;
        this.agents = agents;
        this.contacts = contacts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sets the status of an agent, and dismisses what the agent missed or rejected. "If an agent is on a contact, the
     * status is set as the next one" (PutUserStatus): the agent gets no more offers, and enters the status once no
     * contact is left.
     *
     * @throws ResourceNotFoundException if the instance has no such user or status
     * @throws InvalidRequestException if the status is disabled
     */
    @Transactional
    public void setStatus(InstanceId instance, UserId user, AgentStatusId id) {
        users.lock(instance, user);
        var status = statuses.require(instance, id);
        if (status.state() == AgentStatus.State.DISABLED) {
            throw new InvalidRequestException("Agent status %s is disabled".formatted(id));
        }
        var now = clock.instant();
        agents.insertIfAbsent(
                user.value(), instance.value(), id.value(), status.type() == AgentStatus.Type.ROUTABLE, now);
        var agent = agents.lock(user.value()).orElseThrow();
        contacts.removeMissedAndRejected(user.value(), now);
        if (contacts.isBusy(user.value()) && !agent.status().equals(id)) {
            agent.enterWhenDone(id);
        } else {
            agent.enter(status, now);
        }
        events.publishEvent(new AgentAvailable(user.value()));
    }

    /** Lets an agent who has no contact left enter the next status, if one was set. */
    @Transactional
    public void enterNextStatus(UserId user) {
        enterNextStatus(agents.lockWithNextStatus(user.value()));
    }

    /** Lets all agents who have no contact left enter their next statuses; finishes what a stopped node left. */
    @Transactional
    public void enterNextStatuses() {
        enterNextStatus(agents.lockAllWithNextStatus());
    }

    private void enterNextStatus(List<UUID> users) {
        if (!users.isEmpty()) {
            agents.enterNextStatus(users.toArray(UUID[]::new), clock.instant());
        }
    }

    /** Returns an agent; empty for a user who has never set a status and therefore is offline. */
    public Optional<Agent> find(UserId user) {
        return agents.findById(user);
    }

    /** Returns the contacts of an agent, the oldest state first. */
    public List<AgentContact> contacts(UserId user) {
        return contacts.findByAgents(List.of(user));
    }

    /**
     * Returns a text for each of some users that differs once its status, an offer to it, or the state of one of its
     * contacts has changed. One statement for all of them, so that a node can watch many agents by a poll.
     */
    public Map<UserId, String> versions(Set<UserId> watched) {
        return agents.findVersions(watched.stream().map(UserId::value).toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(
                        version -> new UserId(version.getUserId()), AgentRepository.AgentVersion::getVersion));
    }

    /** Returns a contact of an agent. */
    public Optional<AgentContact> contact(UserId user, ContactId contact) {
        return contacts.find(user, contact);
    }
}
