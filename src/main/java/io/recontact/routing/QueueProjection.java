package io.recontact.routing;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.participant.ParticipantLeft;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactPaused;
import io.recontact.contact.ContactQueued;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.ContactsEnded;
import io.recontact.contact.RoutingDataUpdated;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Updates {@code queued_contact} and {@code agent_contact} in the transaction that changes a contact. That transaction
 * holds the lock of the session or of the contact. After that lock, statements of this module lock {@code agent} before
 * {@code agent_contact} before {@code queued_contact}.
 */
@Component
class QueueProjection {

    private final QueuedContactRepository queued;
    private final RoutingCriteriaService criteria;
    private final AgentContactRepository agentContacts;
    private final ContactLifecycle lifecycle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    QueueProjection(
            QueuedContactRepository queued,
            RoutingCriteriaService criteria,
            AgentContactRepository agentContacts,
            ContactLifecycle lifecycle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.queued = queued;
        this.criteria = criteria;
        this.agentContacts = agentContacts;
        this.lifecycle = lifecycle;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(ContactQueued event) {
        var contact = event.segment();
        var position = QueuePosition.of(event.at(), contact.queuePriority(), contact.queueTimeAdjustmentSeconds());
        queued.insert(contact, event.queue(), position, event.at());
        if (contact.routingCriteria() != null) {
            criteria.activate(contact, event.queue(), contact.routingCriteria(), event.at());
        }
        events.publishEvent(new ContactAvailable(contact.contact().value()));
    }

    @EventListener
    void on(RoutingDataUpdated event) {
        var change = event.change();
        var enqueuedAt = event.segment().enqueuedAt();
        if (enqueuedAt == null) {
            return; // the contact gets its position and its steps when it is queued
        }
        if (change.isMoved()) {
            var position = QueuePosition.of(enqueuedAt, change.queuePriority(), change.queueTimeAdjustmentSeconds());
            queued.move(event.segment().contact().value(), position.priority(), position.waitingSince());
        }
        if (change.criteria() != null) {
            criteria.activate(
                    event.segment(), Objects.requireNonNull(event.segment().queue()), change.criteria(), event.at());
            events.publishEvent(new ContactAvailable(event.segment().contact().value()));
        }
    }

    /** Ended contacts leave their queues. An agent who has accepted one has after-contact work for it. */
    @EventListener
    void on(ContactsEnded event) {
        var now = clock.instant();
        var accepted = agentContacts.end(event.ids(), now);
        if (!accepted.isEmpty()) {
            lifecycle.beginAfterContactWork(accepted.toArray(UUID[]::new), now);
        }
        withdrawOffers(event.ids());
    }

    /** A paused task leaves its queue, and its agent has a free slot. */
    @EventListener
    void on(ContactPaused event) {
        var contact = event.segment().contact().value();
        for (var agent : agentContacts.pause(contact, event.at())) {
            events.publishEvent(new AgentAvailable(agent));
        }
        withdrawOffers(contact);
    }

    /** A resumed task returns to its agent, even if the agent has no free slot. */
    @EventListener
    void on(ContactResumed event) {
        agentContacts.resume(event.segment().contact().value(), event.at());
    }

    /**
     * An agent who leaves other agents in the chat has after-contact work. The last agent's leaving ends the contact,
     * which {@link ContactsEnded} announces.
     */
    @EventListener
    void on(ParticipantLeft event) {
        if (event.role() == ParticipantRole.AGENT && event.remaining() > 0) {
            var now = clock.instant();
            var left = agentContacts.leave(
                    event.contact().value(), event.participant().value(), now);
            lifecycle.beginAfterContactWork(left.toArray(UUID[]::new), now);
        }
    }

    private void withdrawOffers(UUID... contacts) {
        // A separate statement: the one before waited for an offer that another transaction was making, and this one
        // sees that offer. No other offer can follow, since the contacts are no longer queued.
        for (var agent : agentContacts.withdrawOffers(contacts)) {
            events.publishEvent(new AgentAvailable(agent));
        }
    }
}
