package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes queues. */
@Service
public class QueueService extends ResourceService<Queue, QueueId> {

    /** "You can associate up to 49 additional email addresses with a single queue" (API Reference). */
    private static final int MAX_ADDRESSES = 49;

    private final QueueRepository repository;
    private final HoursOfOperationService hours;
    private final QuickConnectRepository quickConnects;
    private final ContactFlowService flows;

    QueueService(
            QueueRepository repository,
            HoursOfOperationService hours,
            QuickConnectRepository quickConnects,
            ContactFlowService flows,
            ResourceSupport support) {
        super(ResourceType.QUEUE, QueueId::new, repository, support);
        this.repository = repository;
        this.hours = hours;
        this.quickConnects = quickConnects;
        this.flows = flows;
    }

    /**
     * Creates a standard queue.
     *
     * @throws ResourceNotFoundException if the instance lacks the hours of operation, a quick connect or the flow
     * @throws DuplicateResourceException if the instance has a standard queue of that name
     */
    @Transactional
    public Queue create(InstanceId instance, NewQueue wanted) {
        hours.require(instance, wanted.hours());
        quickConnects.requireAll(instance, wanted.quickConnects());
        requireFlow(instance, wanted.outboundCaller());
        return insert(new Queue(newId(), instance, wanted, now()));
    }

    /**
     * Changes the name and the description of a standard queue; null members stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     * @throws DuplicateResourceException if the instance has another standard queue of that name
     */
    @Transactional
    public void rename(InstanceId instance, QueueId id, @Nullable String name, @Nullable String description) {
        change(instance, id, name, queue -> queue.describe(description));
    }

    /**
     * Changes the hours of operation of a standard queue.
     *
     * @throws ResourceNotFoundException if the instance has no such queue or hours of operation
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void changeHours(InstanceId instance, QueueId id, HoursOfOperationId wanted) {
        hours.require(instance, wanted);
        change(instance, id, null, queue -> queue.open(wanted));
    }

    /**
     * Changes how many contacts may wait in a standard queue. Contacts that wait already stay.
     *
     * @param maxContacts the maximum, over all channels; null for no limit
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void changeMaxContacts(InstanceId instance, QueueId id, @Nullable Integer maxContacts) {
        change(instance, id, null, queue -> queue.limit(maxContacts));
    }

    /**
     * Enables or disables a standard queue.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void changeStatus(InstanceId instance, QueueId id, Queue.Status status) {
        change(instance, id, null, queue -> queue.enter(status));
    }

    /**
     * Replaces the caller id of outbound calls of a standard queue.
     *
     * @throws ResourceNotFoundException if the instance has no such queue or flow
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void changeOutboundCaller(InstanceId instance, QueueId id, Queue.OutboundCaller caller) {
        requireFlow(instance, caller);
        change(instance, id, null, queue -> queue.call(caller));
    }

    private void requireFlow(InstanceId instance, Queue.@Nullable OutboundCaller caller) {
        if (caller != null && caller.flowId() != null) {
            flows.require(instance, new ContactFlowId(caller.flowId()));
        }
    }

    /**
     * Replaces the default address of outbound e-mails of a standard queue.
     *
     * @param address the address; null for none
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void changeOutboundAddress(InstanceId instance, QueueId id, @Nullable String address) {
        change(instance, id, null, queue -> queue.mail(queue.email().from(address)));
    }

    /**
     * Adds e-mail addresses to a standard queue. Those that it has stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     * @throws LimitExceededException if the queue would have more than 49 addresses beside the default one
     */
    @Transactional
    public void associateAddresses(InstanceId instance, QueueId id, List<Queue.EmailAddressConfig> addresses) {
        change(instance, id, null, queue -> {
            var email = queue.email().with(addresses);
            if (email.addresses().size() > MAX_ADDRESSES) {
                throw new LimitExceededException(
                        "Queue %s would have more than %d e-mail addresses".formatted(id, MAX_ADDRESSES));
            }
            queue.mail(email);
        });
    }

    /**
     * Removes e-mail addresses from a standard queue. Those that it does not have change nothing.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void disassociateAddresses(InstanceId instance, QueueId id, Set<String> addresses) {
        change(instance, id, null, queue -> queue.mail(queue.email().without(addresses)));
    }

    /**
     * Adds quick connects to a standard queue. Those that it has stay.
     *
     * @throws ResourceNotFoundException if the instance has no such queue, or lacks one of the quick connects
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void associateQuickConnects(InstanceId instance, QueueId id, Set<QuickConnectId> added) {
        quickConnects.requireAll(instance, added);
        change(instance, id, null, queue -> queue.associate(added));
    }

    /**
     * Removes quick connects from a standard queue. Those that it does not have change nothing.
     *
     * @throws ResourceNotFoundException if the instance has no such queue, or lacks one of the quick connects
     * @throws InvalidRequestException if it is the queue of an agent
     */
    @Transactional
    public void disassociateQuickConnects(InstanceId instance, QueueId id, Set<QuickConnectId> removed) {
        quickConnects.requireAll(instance, removed);
        change(instance, id, null, queue -> queue.disassociate(removed));
    }

    private void change(InstanceId instance, QueueId id, @Nullable String name, Consumer<Queue> change) {
        update(instance, id, name, queue -> {
            requireStandard(queue);
            change.accept(queue);
        });
    }

    /**
     * Deletes a standard queue.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidRequestException if it is the queue of an agent
     * @throws ResourceInUseException if another resource refers to it, or contacts wait in it
     */
    @Override
    @Transactional
    public void delete(InstanceId instance, QueueId id) {
        requireStandard(require(instance, id));
        super.delete(instance, id);
    }

    private static void requireStandard(Queue queue) {
        if (queue.type() != QueueType.STANDARD) {
            throw new InvalidRequestException(
                    "Queue %s is the queue of an agent: it changes with its user only".formatted(queue.id()));
        }
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
}
