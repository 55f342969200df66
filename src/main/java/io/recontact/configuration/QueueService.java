package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes queues. */
@Service
public class QueueService extends ResourceService<Queue, QueueId> {

    private final QueueRepository repository;
    private final HoursOfOperationService hours;

    QueueService(QueueRepository repository, HoursOfOperationService hours, ResourceSupport support) {
        super(ResourceType.QUEUE, QueueId::new, repository, support);
        this.repository = repository;
        this.hours = hours;
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
        return insert(new Queue(newId(), instance, wanted, now()));
    }

    /** Creates the agent queue of a user. */
    @Transactional(propagation = Propagation.MANDATORY)
    void createForAgent(InstanceId instance, UserId agent, String username) {
        repository.saveAndFlush(new Queue(agent, instance, username, now()));
    }

    /** Keeps contacts from entering the agent queue of a user, which is about to be deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    void closeForAgent(UserId agent) {
        repository.close(agent.value());
    }

    /** Deletes the agent queue of a user. */
    @Transactional(propagation = Propagation.MANDATORY)
    void deleteForAgent(InstanceId instance, UserId agent) {
        super.delete(instance, new QueueId(agent.value()));
    }

    /**
     * Keeps an agent queue until the end of the transaction, so that a contact can enter it. Returns false if the queue
     * has been deleted. Standard queues need no lock.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean keep(Queue queue) {
        return queue.type() == QueueType.STANDARD
                || repository.keep(queue.id().value()).isPresent();
    }

    /**
     * Returns a page of the queues of some types, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<QueueSummary> page(InstanceId instance, Set<QueueType> types, @Nullable UUID after, int size) {
        return repository.page(instance, types, after, Limit.of(size));
    }
}
