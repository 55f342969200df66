package io.recontact.routing;

import io.recontact.api.ConflictException;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.ParticipantDisconnectService;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.ContactLifecycle;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Agents who leave a contact: to somebody else, or altogether. */
@Service
public class AgentTransferService {

    private final UserService users;
    private final QueueService queues;
    private final ContactLifecycle lifecycle;
    private final AgentContactRepository held;
    private final ParticipantDisconnectService disconnects;
    private final TransactionTemplate transactions;

    AgentTransferService(
            UserService users,
            QueueService queues,
            ContactLifecycle lifecycle,
            AgentContactRepository held,
            ParticipantDisconnectService disconnects,
            TransactionTemplate transactions) {
        this.users = users;
        this.queues = queues;
        this.lifecycle = lifecycle;
        this.held = held;
        this.disconnects = disconnects;
        this.transactions = transactions;
    }

    /**
     * Hands a contact on: it ends, and the session goes on with the next one, which waits in the queue.
     *
     * @param queue where the next contact waits; another agent's own, to hand it to that agent
     * @return the next contact
     * @throws ResourceNotFoundException if there is no such user, queue, or contact of the agent
     * @throws InvalidRequestException if it is the agent's own queue
     * @throws ConflictException if the agent has not accepted the contact, it is over, or the queue has no room
     */
    public ContactId transfer(InstanceId instance, UserId agent, ContactId contact, QueueId queue) {
        users.require(instance, agent);
        if (queue.value().equals(agent.value())) {
            throw new InvalidRequestException("A contact cannot be handed on to the agent who has it");
        }
        var target = queues.require(instance, queue);
        var next = Objects.requireNonNull(transactions.execute(_ -> handOn(agent, contact, target)));
        return next.orElseThrow(
                () -> new ConflictException("Queue %s holds as many contacts as it may".formatted(queue)));
    }

    /** Nothing if the queue has no room: that is told in the transcript of a chat, and else nothing has changed. */
    private Optional<ContactId> handOn(UserId agent, ContactId contact, Queue target) {
        var segment = lifecycle.lock(contact);
        var participant = requireAccepted(agent, contact).participant();
        var present = segment.orElseThrow(() -> over(contact));
        var queue = target.id().value();
        if (!lifecycle.hasRoom(queue, target.maxContacts())) {
            if (participant != null) {
                disconnects.recordTransferFailed(participant);
            }
            return Optional.empty();
        }
        if (participant != null) {
            disconnects.transferOut(participant);
        }
        var next = lifecycle.startNext(present, InitiationMethod.TRANSFER, null);
        lifecycle.enqueue(next, queue, null);
        return Optional.of(next.contact());
    }

    /**
     * Lets the agent leave. If it was the last, the session's disconnect flow goes on with its customer, or it is over;
     * a task is over.
     *
     * @throws ResourceNotFoundException if there is no such user or contact of the agent
     * @throws ConflictException if the agent has not accepted the contact, or it is over
     */
    @Transactional
    public void end(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        var segment = lifecycle.lock(contact);
        var participant = requireAccepted(agent, contact).participant();
        if (segment.isEmpty()) {
            throw over(contact);
        }
        if (participant == null) {
            lifecycle.end(contact, DisconnectReason.AGENT_DISCONNECT);
        } else {
            disconnects.leave(participant, null);
        }
    }

    private AgentContact requireAccepted(UserId agent, ContactId contact) {
        var found = held.find(agent, contact)
                .orElseThrow(
                        () -> new ResourceNotFoundException("Agent %s has no contact %s".formatted(agent, contact)));
        return switch (found.state()) {
            case CONNECTED, PAUSED -> found;
            case CONNECTING, ENDED, MISSED, REJECTED ->
                throw new ConflictException(
                        "Contact %s is %s to agent %s, not CONNECTED".formatted(contact, found.state(), agent));
        };
    }

    private static ConflictException over(ContactId contact) {
        return new ConflictException("Contact %s is over".formatted(contact));
    }
}
