package io.recontact.routing;

import io.recontact.api.ConflictException;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.participant.ParticipantDisconnectService;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.QuickConnectId;
import io.recontact.configuration.QuickConnectService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.ContactLifecycle;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets agents transfer or end the contacts that they have accepted. A transfer happens here in order: lock the contact,
 * check the queue's capacity, remove the agent from the chat, begin the next contact, and enqueue it, or request the
 * flow that does so.
 */
@Service
public class AgentTransferService {

    private final UserService users;
    private final QueueService queues;
    private final QuickConnectService quickConnects;
    private final ContactLifecycle lifecycle;
    private final AgentContactRepository agentContacts;
    private final ParticipantDisconnectService disconnects;
    private final TransactionTemplate transactions;

    AgentTransferService(
            UserService users,
            QueueService queues,
            QuickConnectService quickConnects,
            ContactLifecycle lifecycle,
            AgentContactRepository agentContacts,
            ParticipantDisconnectService disconnects,
            TransactionTemplate transactions) {
        this.users = users;
        this.queues = queues;
        this.quickConnects = quickConnects;
        this.lifecycle = lifecycle;
        this.agentContacts = agentContacts;
        this.disconnects = disconnects;
        this.transactions = transactions;
    }

    /**
     * Transfers a contact to a queue. The contact ends, and the session continues in the next contact, which waits in
     * the queue.
     *
     * @param queue the queue of the next contact; the queue of an agent transfers to that agent
     * @return the next contact
     * @throws ResourceNotFoundException if the user, the queue, or the agent's contact does not exist
     * @throws InvalidRequestException if the queue is the agent's own
     * @throws ConflictException if the agent has not accepted the contact, it has ended, or the queue is disabled or
     *     full
     */
    public ContactId transfer(InstanceId instance, UserId agent, ContactId contact, QueueId queue) {
        users.require(instance, agent);
        requireOther(agent, queue);
        var target = queues.require(instance, queue);
        var next = Objects.requireNonNull(transactions.execute(_ -> transfer(agent, contact, target)));
        return next.orElseThrow(() -> new ConflictException("Queue %s is disabled or full".formatted(queue)));
    }

    /**
     * Returns empty if the queue is disabled or full. The transcript of a chat then records the failure; nothing else
     * changes.
     */
    private Optional<ContactId> transfer(UserId agent, ContactId contact, Queue target) {
        var locked = lifecycle.lock(contact);
        var participant = requireAccepted(agent, contact).participant();
        var present = locked.orElseThrow(() -> ended(contact));
        var queue = target.id().value();
        if (!queues.keep(target)) {
            throw new ResourceNotFoundException("Queue %s does not exist".formatted(queue));
        }
        if (!target.isEnabled() || !lifecycle.hasRoom(queue, target.maxContacts())) {
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
     * Transfers a contact through a quick connect. The contact ends, and the session continues in the next contact,
     * which runs the flow of the quick connect. The flow finds the queue of the quick connect, or that of its user, as
     * its target, and decides what happens if that queue is disabled or full.
     *
     * @return the next contact
     * @throws ResourceNotFoundException if the user, the quick connect, its user, or the agent's contact does not exist
     * @throws InvalidRequestException if contacts cannot be transferred to the type of the quick connect, its user is
     *     the agent, or its flow cannot run
     * @throws ConflictException if the agent has not accepted the contact, or it has ended
     */
    public ContactId transfer(InstanceId instance, UserId agent, ContactId contact, QuickConnectId through) {
        users.require(instance, agent);
        var wanted = quickConnects.requireTransfer(instance, through);
        requireOther(agent, wanted.target());
        return Objects.requireNonNull(transactions.execute(_ -> {
            var locked = lifecycle.lock(contact);
            var participant = requireAccepted(agent, contact).participant();
            var present = locked.orElseThrow(() -> ended(contact));
            if (participant != null) {
                disconnects.transferOut(participant);
            }
            return lifecycle.transfer(present, wanted.flow(), wanted.target().value());
        }));
    }

    private static void requireOther(UserId agent, QueueId queue) {
        if (queue.value().equals(agent.value())) {
            throw new InvalidRequestException("An agent cannot transfer a contact to the agent's own queue");
        }
    }

    /**
     * Removes the agent from a chat, or ends a task. If no other agent is left, the session's disconnect flow takes
     * over the customer, or the session ends.
     *
     * @throws ResourceNotFoundException if the user or the agent's contact does not exist
     * @throws ConflictException if the agent has not accepted the contact, or it has ended
     */
    @Transactional
    public void end(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        var locked = lifecycle.lock(contact);
        var participant = requireAccepted(agent, contact).participant();
        if (locked.isEmpty()) {
            throw ended(contact);
        }
        if (participant == null) {
            lifecycle.end(contact, DisconnectReason.AGENT_DISCONNECT);
        } else {
            disconnects.disconnect(participant, null);
        }
    }

    private AgentContact requireAccepted(UserId agent, ContactId contact) {
        var found = agentContacts
                .find(agent, contact)
                .orElseThrow(
                        () -> new ResourceNotFoundException("Agent %s has no contact %s".formatted(agent, contact)));
        return switch (found.state()) {
            case CONNECTED, PAUSED -> found;
            case CONNECTING, ENDED, MISSED, REJECTED ->
                throw new ConflictException(
                        "Contact %s is %s to agent %s, not CONNECTED".formatted(contact, found.state(), agent));
        };
    }

    private static ConflictException ended(ContactId contact) {
        return new ConflictException("Contact %s has ended".formatted(contact));
    }
}
