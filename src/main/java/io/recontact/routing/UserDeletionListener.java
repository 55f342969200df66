package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.chat.participant.Monitoring;
import io.recontact.chat.participant.ParticipantDisconnectService;
import io.recontact.chat.participant.SupervisorService;
import io.recontact.configuration.ResourceDeleted;
import io.recontact.configuration.UserDeletion;
import io.recontact.configuration.UserId;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.LiveContact;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/**
 * Takes the contacts of a user who is deleted, in the same transaction. Offers return to their queues. A chat continues
 * as if the agent had left it, whether the agent had accepted it or it waits in the agent's own queue: its disconnect
 * flow runs, or it ends. Such a task ends. After-contact work is complete, the status of the agent ends, and the user
 * monitors no contact any more.
 *
 * <p>The deletion locks the sessions of the contacts first, then the user and the agent queue, so that no contact
 * enters the queue and nobody else offers a contact to the user, and then the agent, which stops routing decisions.
 * This is the order of all transactions. A contact that has come meanwhile is taken if its session is not locked.
 * Otherwise the deletion begins again, because to wait now would be the wrong order.
 */
@Component
class UserDeletionListener {

    private final AgentRepository agents;
    private final AgentContactRepository agentContacts;
    private final QueuedContactRepository queued;
    private final ContactLifecycle lifecycle;
    private final ParticipantDisconnectService disconnects;
    private final SupervisorService supervisors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UserDeletionListener(
            AgentRepository agents,
            AgentContactRepository agentContacts,
            QueuedContactRepository queued,
            ContactLifecycle lifecycle,
            ParticipantDisconnectService disconnects,
            SupervisorService supervisors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.agents = agents;
        this.agentContacts = agentContacts;
        this.queued = queued;
        this.lifecycle = lifecycle;
        this.disconnects = disconnects;
        this.supervisors = supervisors;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(UserDeletion event) {
        Stream.concat(contactsOf(event.user()), monitoredBy(event.user()))
                .distinct()
                .sorted(Comparator.comparing(ContactId::value))
                .forEach(lifecycle::lock);
    }

    @EventListener
    void on(ResourceDeleted event) {
        if (event.id() instanceof UserId user) {
            takeContactsOf(user);
            monitoredBy(user).forEach(contact -> {
                lockLate(contact);
                supervisors.leave(user.value(), contact);
            });
        }
    }

    private void takeContactsOf(UserId user) {
        agents.lock(user.value());
        contactsOf(user).toList().forEach(contact -> take(user, contact));
        var now = clock.instant();
        var worked = agentContacts.findAfterContactWork(user.value());
        lifecycle.endAfterContactWork(worked.toArray(UUID[]::new), now);
        agentContacts.removeAll(user.value(), now);
        agents.remove(user.value(), now);
    }

    private Stream<ContactId> contactsOf(UserId user) {
        return Stream.concat(
                        lifecycle.findWaiting(user.value()).stream(), agentContacts.findContacts(user.value()).stream())
                .distinct()
                .map(ContactId::new);
    }

    private Stream<ContactId> monitoredBy(UserId user) {
        return supervisors.monitoredBy(user.value()).stream().map(Monitoring::contact);
    }

    /** Locks the session of a contact that may have come after the lock of the user. */
    private void lockLate(ContactId contact) {
        if (!lifecycle.tryLockSession(contact)) {
            throw new CannotAcquireLockException("Contact %s is locked".formatted(contact));
        }
    }

    private void take(UserId user, ContactId contact) {
        lockLate(contact);
        var live = lifecycle.lock(contact);
        var waiting = live.filter(one -> one.agent() == null && user.value().equals(one.queue()));
        waiting.ifPresent(this::leave);
        if (waiting.isEmpty()) {
            agentContacts.find(user, contact).ifPresent(held -> take(held, live));
        }
    }

    private void take(AgentContact held, Optional<LiveContact> live) {
        switch (held.state()) {
            case CONNECTING -> {
                queued.requeue(held.contact().value());
                events.publishEvent(new ContactAvailable(held.contact().value()));
            }
            case CONNECTED, PAUSED -> {
                var participant = held.participant();
                if (participant == null) {
                    live.ifPresent(this::leave);
                } else if (live.isPresent()) {
                    disconnects.disconnect(participant, null);
                }
            }
            case ENDED, MISSED, REJECTED -> {} // the contact is with nobody, or with somebody else
        }
    }

    private void leave(LiveContact contact) {
        if (contact.isChat()) {
            lifecycle.lastAgentLeft(contact.contact(), DisconnectReason.AGENT_DISCONNECT, clock.instant());
        } else {
            lifecycle.end(contact.contact(), DisconnectReason.AGENT_DISCONNECT);
        }
    }
}
