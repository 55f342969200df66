package io.recontact.flow;

import io.recontact.contact.Segments;
import io.recontact.directory.Hours;
import io.recontact.directory.HoursOfOperationId;
import io.recontact.directory.Queue;
import io.recontact.directory.QueueId;
import io.recontact.directory.Queues;
import io.recontact.language.Step.Target;
import io.recontact.language.Value;
import io.recontact.wire.InitiationMethod;
import io.recontact.wire.QueueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Actions that are about queues. */
@Component
class QueueSteps {

    private final Segments segments;
    private final FlowRuns runs;
    private final Queues queues;
    private final Hours hours;

    QueueSteps(Segments segments, FlowRuns runs, Queues queues, Hours hours) {
        this.segments = segments;
        this.runs = runs;
        this.queues = queues;
        this.hours = hours;
    }

    Progress target(Turn turn, Target target) {
        var queue = find(turn, target);
        queue.ifPresent(found -> runs.target(turn.segment.owner(), found.id().value()));
        return queue.isPresent() ? Progress.done() : Progress.failed();
    }

    /** "Fails if the contact is already queued" (flow language, TransferContactToQueue). */
    Progress transfer(Turn turn) {
        var queue = targetQueue(turn);
        if (queue.isEmpty() || turn.segment.wasQueued() || turn.segment.isPaused()) {
            return Progress.failed();
        }
        return segments.enqueue(
                        turn.segment, queue.get().id().value(), queue.get().maxContacts())
                ? new Progress.Queues()
                : new Progress.Full();
    }

    /** The customer waits in another queue, in a next contact; a customer queue flow begins anew there. */
    Progress dequeueAndTransfer(Turn turn, @Nullable Target target) {
        var queue = findOrTarget(turn, target);
        if (queue.isEmpty() || !turn.segment.wasQueued() || turn.segment.agent() != null) {
            return Progress.failed();
        }
        var id = queue.get().id().value();
        if (!segments.hasRoom(id, queue.get().maxContacts())) {
            return new Progress.Full();
        }
        segments.enqueue(
                segments.next(turn.segment, InitiationMethod.QUEUE_TRANSFER, null),
                id,
                queue.get().maxContacts());
        return new Progress.Queues();
    }

    Progress checkHours(Turn turn, @Nullable Value named) {
        var id = named == null
                ? targetQueue(turn).map(Queue::hoursOfOperationId)
                : FlowNames.parse("operating-hours", turn.segment.instance(), named.text(turn.data))
                        .map(HoursOfOperationId::new);
        return id.flatMap(found -> hours.find(turn.segment.instance(), found))
                .map(found -> Progress.result(found.isOpen(turn.now) ? "True" : "False"))
                .orElseGet(Progress::failed);
    }

    /** The target, or where the contact is already. */
    Optional<Queue> targetQueue(Turn turn) {
        return runs.findTarget(turn.segment.owner())
                .or(() -> Optional.ofNullable(turn.segment.queue()))
                .flatMap(id -> queues.find(turn.segment.instance(), new QueueId(id)));
    }

    /** The one that is named; if none is, the target queue of the contact. */
    Optional<Queue> findOrTarget(Turn turn, @Nullable Target target) {
        return target == null ? targetQueue(turn) : find(turn, target);
    }

    private Optional<Queue> find(Turn turn, Target target) {
        var instance = turn.segment.instance();
        return switch (target) {
            case Target.Queue(var id) ->
                FlowNames.parse("queue", instance, id.text(turn.data))
                        .flatMap(queue -> queues.find(instance, new QueueId(queue)));
            case Target.Agent(var id) ->
                FlowNames.parse("agent", instance, id.text(turn.data))
                        .flatMap(agent -> queues.find(instance, new QueueId(agent)))
                        .filter(queue -> queue.type() == QueueType.AGENT);
        };
    }
}
