package io.recontact.flow;

import io.recontact.api.InitiationMethod;
import io.recontact.api.QueueType;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.contact.ContactLifecycle;
import io.recontact.flow.language.Step.Target;
import io.recontact.flow.language.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Actions on queues. */
@Component
class QueueSteps {

    private final ContactLifecycle lifecycle;
    private final FlowTargetRepository targets;
    private final QueueService queues;
    private final HoursOfOperationService hours;

    QueueSteps(
            ContactLifecycle lifecycle,
            FlowTargetRepository targets,
            QueueService queues,
            HoursOfOperationService hours) {
        this.lifecycle = lifecycle;
        this.targets = targets;
        this.queues = queues;
        this.hours = hours;
    }

    StepResult target(FlowExecution execution, Target target) {
        var queue = find(execution, target);
        queue.ifPresent(
                found -> targets.select(execution.segment.owner(), found.id().value()));
        return queue.isPresent() ? StepResult.done() : StepResult.failed();
    }

    /**
     * "Fails if the contact is already queued" (flow language, TransferContactToQueue). A disabled queue takes no new
     * contacts.
     */
    StepResult transfer(FlowExecution execution) {
        var queue = targetQueue(execution).filter(Queue::isEnabled).filter(queues::keep);
        if (queue.isEmpty() || execution.segment.wasQueued() || execution.segment.isPaused()) {
            return StepResult.failed();
        }
        return lifecycle.enqueue(
                        execution.segment, queue.get().id().value(), queue.get().maxContacts())
                ? new StepResult.Queued()
                : new StepResult.QueueFull();
    }

    /** Moves the customer to another queue, in a next contact. The customer queue flow starts again there. */
    StepResult dequeueAndTransfer(FlowExecution execution, @Nullable Target target) {
        var queue = findOrTarget(execution, target).filter(Queue::isEnabled).filter(queues::keep);
        if (queue.isEmpty() || !execution.segment.wasQueued() || execution.segment.agent() != null) {
            return StepResult.failed();
        }
        var id = queue.get().id().value();
        if (!lifecycle.hasRoom(id, queue.get().maxContacts())) {
            return new StepResult.QueueFull();
        }
        lifecycle.enqueue(
                lifecycle.startNext(execution.segment, InitiationMethod.QUEUE_TRANSFER, null),
                id,
                queue.get().maxContacts());
        return new StepResult.Queued();
    }

    StepResult checkHours(FlowExecution execution, @Nullable Value named) {
        var id = named == null
                ? targetQueue(execution).map(Queue::hoursOfOperationId)
                : FlowResourceResolver.parse(
                                "operating-hours", execution.segment.instance(), named.text(execution.data))
                        .map(HoursOfOperationId::new);
        return id.flatMap(found -> hours.isOpen(execution.segment.instance(), found, execution.now))
                .map(isOpen -> StepResult.result(isOpen ? "True" : "False"))
                .orElseGet(StepResult::failed);
    }

    /** Finds the target queue, or else the queue that the contact is in. */
    Optional<Queue> targetQueue(FlowExecution execution) {
        return targets.findQueue(execution.segment.owner())
                .or(() -> Optional.ofNullable(execution.segment.queue()))
                .flatMap(id -> queues.find(execution.segment.instance(), new QueueId(id)));
    }

    /** Finds a named queue, or the target queue if none is named. */
    Optional<Queue> findOrTarget(FlowExecution execution, @Nullable Target target) {
        return target == null ? targetQueue(execution) : find(execution, target);
    }

    private Optional<Queue> find(FlowExecution execution, Target target) {
        var instance = execution.segment.instance();
        return switch (target) {
            case Target.Queue(var id) ->
                FlowResourceResolver.parse("queue", instance, id.text(execution.data))
                        .flatMap(queue -> queues.find(instance, new QueueId(queue)));
            case Target.Agent(var id) ->
                FlowResourceResolver.parse("agent", instance, id.text(execution.data))
                        .flatMap(agent -> queues.find(instance, new QueueId(agent)))
                        .filter(queue -> queue.type() == QueueType.AGENT);
        };
    }
}
