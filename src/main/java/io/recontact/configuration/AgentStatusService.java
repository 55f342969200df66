package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds agent statuses. */
@Service
public class AgentStatusService {

    private final AgentStatusRepository repository;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;

    AgentStatusService(AgentStatusRepository repository, UniqueNames names, UuidV7Generator ids, Clock clock) {
        this.repository = repository;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates an agent status.
     *
     * @throws DuplicateResourceException if the instance has an agent status of that name
     */
    @Transactional
    public AgentStatus create(InstanceId instance, NewAgentStatus wanted) {
        var id = new AgentStatusId(ids.next());
        names.reserve(instance, "an agent status", () -> repository.existsByInstanceAndName(instance, wanted.name()));
        return repository.saveAndFlush(new AgentStatus(id, instance, wanted, clock.instant()));
    }

    /** Finds an agent status of the instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<AgentStatus> find(InstanceId instance, AgentStatusId id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns an agent status of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such agent status
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public AgentStatus require(InstanceId instance, AgentStatusId id) {
        return find(instance, id)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Agent status %s does not exist in instance %s".formatted(id, instance)));
    }

    /** Returns all agent statuses of the instance in their display order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<AgentStatus> list(InstanceId instance) {
        return repository.findByInstanceOrderByDisplayOrderAscIdAsc(instance);
    }

    /**
     * Returns a page of the agent statuses of some types, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<AgentStatus> page(InstanceId instance, Set<AgentStatus.Type> types, @Nullable UUID after, int size) {
        return repository.page(instance, types, after, Limit.of(size));
    }
}
