package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes agent statuses. */
@Service
public class AgentStatusService extends ResourceService<AgentStatus, AgentStatusId> {

    private final AgentStatusRepository repository;

    AgentStatusService(AgentStatusRepository repository, ResourceSupport support) {
        super(ResourceType.AGENT_STATUS, AgentStatusId::new, repository, support);
        this.repository = repository;
    }

    /**
     * Creates an agent status.
     *
     * @throws DuplicateResourceException if the instance has an agent status of that name
     */
    @Transactional
    public AgentStatus create(InstanceId instance, NewAgentStatus wanted) {
        return insert(new AgentStatus(newId(), instance, wanted, now()));
    }

    /**
     * Changes an agent status.
     *
     * @throws ResourceNotFoundException if the instance has no such agent status
     * @throws DuplicateResourceException if the instance has another agent status of that name
     */
    @Transactional
    public void update(InstanceId instance, AgentStatusId id, AgentStatusUpdate change) {
        update(instance, id, change.name(), status -> status.change(change));
    }

    /** Returns all agent statuses of the instance in their display order. */
    public List<AgentStatus> list(InstanceId instance) {
        return repository.findByInstanceOrderByDisplayOrderAscIdAsc(instance);
    }
}
