package io.recontact.routing;

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
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Agents: which status they have, and what they hold. */
@Service
public class AgentService {

    private final UserService users;
    private final AgentStatusService statuses;
    private final AgentRepository rows;
    private final AgentContactRepository held;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AgentService(
            UserService users,
            AgentStatusService statuses,
            AgentRepository rows,
            AgentContactRepository held,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.statuses = statuses;
        this.rows = rows;
        this.held = held;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sets the status of an agent, and clears what it has missed or refused. "If an agent is on a contact, the status
     * is set as the next one": the agent is offered nothing more, and has it when it is done with its contacts.
     *
     * @throws ResourceNotFoundException if the instance has no such user or status
     * @throws InvalidRequestException if the status is disabled
     */
    @Transactional
    public void setStatus(InstanceId instance, UserId agent, AgentStatusId id) {
        users.require(instance, agent);
        var status = statuses.require(instance, id);
        if (status.state() == AgentStatus.State.DISABLED) {
            throw new InvalidRequestException("Agent status %s is disabled".formatted(id));
        }
        var now = clock.instant();
        rows.insert(instance, agent, status, now);
        rows.lock(agent);
        rows.forgetRefusals(agent);
        var present = rows.find(agent).orElseThrow();
        if (rows.isBusy(agent) && !present.status().equals(id)) {
            rows.setNext(agent, id);
        } else {
            rows.set(agent, status, now);
        }
        events.publishEvent(new AgentAvailable(agent.value()));
    }

    /** Gives an agent that is done with its contacts the status that was to follow. */
    @Transactional
    public void settle(UserId agent) {
        rows.settle(agent, clock.instant());
    }

    /** The same for all agents, whichever node has left them. */
    @Transactional
    public void settleAll() {
        rows.settle(null, clock.instant());
    }

    /** The status of an agent; nothing for one who has never had one, and so is offline. */
    public Optional<AgentState> state(UserId agent) {
        return rows.find(agent);
    }

    /** What an agent holds. */
    public List<AgentContact> contacts(UserId agent) {
        return held.of(List.of(agent));
    }
}
