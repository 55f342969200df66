package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds queues. */
@Service
public class QueueService {

    private final QueueRepository repository;
    private final HoursOfOperationService hours;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;

    QueueService(
            QueueRepository repository,
            HoursOfOperationService hours,
            UniqueNames names,
            UuidV7Generator ids,
            Clock clock) {
        this.repository = repository;
        this.hours = hours;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a standard queue.
     *
     * @throws ResourceNotFoundException if the instance has no such hours of operation
     * @throws DuplicateResourceException if the instance has a standard queue of that name
     */
    @Transactional
    public Queue create(InstanceId instance, NewQueue wanted) {
        hours.require(instance, wanted.hours());
        var id = new QueueId(ids.next());
        names.reserve(instance, "a queue", () -> repository.existsByInstanceAndName(instance, wanted.name()));
        return repository.saveAndFlush(new Queue(id, instance, wanted, clock.instant()));
    }

    /** Creates the agent queue of a user. */
    @Transactional(propagation = Propagation.MANDATORY)
    void createForAgent(InstanceId instance, UserId agent, String username) {
        repository.saveAndFlush(new Queue(agent, instance, username, clock.instant()));
    }

    /** Finds a queue of the instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Queue> find(InstanceId instance, QueueId id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns a queue of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Queue require(InstanceId instance, QueueId id) {
        return find(instance, id).orElseThrow(() -> absent(instance, id));
    }

    /**
     * Returns queues of the instance, in no order.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Queue> requireAll(InstanceId instance, Set<QueueId> ids) {
        var found = repository.findByInstanceAndIdIn(instance, ids);
        var there = found.stream().map(Queue::id).collect(Collectors.toSet());
        for (var id : ids) {
            if (!there.contains(id)) {
                throw absent(instance, id);
            }
        }
        return found;
    }

    /**
     * Returns a page of the queues of some types, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<QueueSummary> page(InstanceId instance, Set<QueueType> types, @Nullable UUID after, int size) {
        return repository.page(instance, types, after, Limit.of(size));
    }

    private static ResourceNotFoundException absent(InstanceId instance, QueueId id) {
        return new ResourceNotFoundException("Queue %s does not exist in instance %s".formatted(id, instance));
    }
}
