package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes quick connects. */
@Service
public class QuickConnectService extends ResourceService<QuickConnect, QuickConnectId> {

    /**
     * A transfer through a quick connect.
     *
     * @param flow the flow that the next contact runs
     * @param target the queue that the flow finds as its target; the queue of a user has the user's id
     */
    public record Transfer(ContactFlowId flow, QueueId target) {}

    private final QuickConnectRepository repository;
    private final QueueService queues;
    private final UserService users;
    private final ContactFlowService flows;

    QuickConnectService(
            QuickConnectRepository repository,
            QueueService queues,
            UserService users,
            ContactFlowService flows,
            ResourceSupport support) {
        super(ResourceType.QUICK_CONNECT, QuickConnectId::new, repository, support);
        this.repository = repository;
        this.queues = queues;
        this.users = users;
        this.flows = flows;
    }

    /**
     * Creates a quick connect.
     *
     * @throws ResourceNotFoundException if the instance lacks the user, queue or flow
     * @throws InvalidRequestException if the queue is that of an agent, or the flow has another type than the target
     * @throws DuplicateResourceException if the instance has a quick connect of that name
     */
    @Transactional
    public QuickConnect create(InstanceId instance, NewQuickConnect wanted) {
        requireTarget(instance, wanted.config());
        return insert(new QuickConnect(newId(), instance, wanted, now()));
    }

    /**
     * Changes the name and the description; null members stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such quick connect
     * @throws DuplicateResourceException if the instance has another quick connect of that name
     */
    @Transactional
    public void rename(InstanceId instance, QuickConnectId id, @Nullable String name, @Nullable String description) {
        update(instance, id, name, quick -> quick.describe(description));
    }

    /**
     * Replaces the target.
     *
     * @throws ResourceNotFoundException if the instance lacks the quick connect, or its new user, queue or flow
     * @throws InvalidRequestException if the queue is that of an agent, or the flow has another type than the target
     */
    @Transactional
    public void changeConfig(InstanceId instance, QuickConnectId id, QuickConnect.Config config) {
        requireTarget(instance, config);
        update(instance, id, quick -> quick.change(config));
    }

    /**
     * Returns a page of the quick connects of a queue, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<QuickConnect> pageOfQueue(QueueId queue, @Nullable UUID after, int size) {
        return repository.pageOfQueue(queue, after, Limit.of(size));
    }

    /**
     * Returns the transfer that a quick connect stands for.
     *
     * @throws ResourceNotFoundException if the instance has no such quick connect, or its user no longer exists
     * @throws InvalidRequestException if contacts cannot be transferred to its type, or its flow cannot run
     */
    public Transfer requireTransfer(InstanceId instance, QuickConnectId id) {
        var config = require(instance, id).config();
        var type = config.type()
                .transferFlow()
                .orElseThrow(() -> new InvalidRequestException(
                        "Quick connect %s is of type %s, which takes no chats and tasks".formatted(id, config.type())));
        var flow = new ContactFlowId(Objects.requireNonNull(config.contactFlowId()));
        flows.requireRunnable(instance, flow, Set.of(type));
        if (config.queueId() != null) {
            return new Transfer(flow, new QueueId(config.queueId()));
        }
        var user = users.require(instance, new UserId(Objects.requireNonNull(config.userId())));
        return new Transfer(flow, new QueueId(user.id().value()));
    }

    /** The types of flows are those that AWS::Connect::QuickConnect of CloudFormation requires. */
    private void requireTarget(InstanceId instance, QuickConnect.Config config) {
        switch (config.type()) {
            case USER -> users.require(instance, new UserId(Objects.requireNonNull(config.userId())));
            case QUEUE -> {
                var queue = queues.require(instance, new QueueId(Objects.requireNonNull(config.queueId())));
                if (queue.type() != QueueType.STANDARD) {
                    throw new InvalidRequestException(
                            "Queue %s is the queue of an agent: the type of its quick connect is USER"
                                    .formatted(queue.id()));
                }
            }
            case PHONE_NUMBER, FLOW -> {
                // needs no queue
            }
        }
        if (config.contactFlowId() != null) {
            var flow = flows.require(instance, new ContactFlowId(config.contactFlowId()));
            config.type().transferFlow().filter(type -> type != flow.type()).ifPresent(type -> {
                throw new InvalidRequestException(
                        "Flow %s is of type %s, not %s".formatted(flow.id(), flow.type(), type));
            });
        }
    }
}
