package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.ConflictException;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.AgentJoinService;
import io.recontact.chat.participant.NewParticipant;
import io.recontact.chat.token.TokenService;
import io.recontact.configuration.User;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.ContactLifecycle;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an agent does with the contacts it is offered: takes them or not, and clears them when they are over. */
@Service
public class AgentContactService {

    private final UserService users;
    private final ContactLifecycle lifecycle;
    private final AgentContactRepository held;
    private final AgentRepository agents;
    private final AgentJoinService agentJoins;
    private final TokenService tokens;
    private final RoutingProperties settings;
    private final RoutingMetrics metrics;
    private final ApplicationEventPublisher events;
    private final UuidV7Generator ids;
    private final Clock clock;

    AgentContactService(
            UserService users,
            ContactLifecycle lifecycle,
            AgentContactRepository held,
            AgentRepository agents,
            AgentJoinService agentJoins,
            TokenService tokens,
            RoutingProperties settings,
            RoutingMetrics metrics,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            Clock clock) {
        this.users = users;
        this.lifecycle = lifecycle;
        this.held = held;
        this.agents = agents;
        this.agentJoins = agentJoins;
        this.tokens = tokens;
        this.settings = settings;
        this.metrics = metrics;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes an offer: the agent has joined the chat, if it is one, when this returns. A repeat gets the first answer.
     *
     * @throws ResourceNotFoundException if there is no such user, or the contact was not offered to it
     * @throws ConflictException if it is not offered any more
     */
    @Transactional
    public AcceptedContact accept(InstanceId instance, UserId agent, ContactId contact) {
        var user = users.require(instance, agent);
        // First of all, since whatever ends the contact or hands it on does the same.
        var segment = lifecycle.lock(contact);
        var offer = held.find(agent, contact).orElseThrow(() -> notOffered(agent, contact));
        if (offer.state() == AgentContactState.CONNECTED) {
            return accepted(contact, offer.participant());
        }
        var now = clock.instant();
        var participant = offer.channel() == Channel.CHAT ? new ParticipantId(ids.next()) : null;
        if (segment.isEmpty() || !held.accept(agent, contact, participant, now)) {
            throw noOffer(agent, contact);
        }
        held.dequeue(contact);
        if (participant != null) {
            agentJoins.join(
                    segment.get().session(),
                    participant,
                    new NewParticipant(contact, ParticipantRole.AGENT, nameOf(user)));
        }
        lifecycle.connectAgent(segment.get(), agent.value());
        metrics.accepted(Objects.requireNonNull(segment.get().enqueuedAt()), now);
        return accepted(contact, participant);
    }

    /**
     * Refuses an offer: the contact waits again, and is offered to this agent again only when it has cleared it.
     *
     * @throws ResourceNotFoundException if there is no such user, or the contact was not offered to it
     * @throws ConflictException if it is not offered any more
     */
    @Transactional
    public void reject(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        if (held.find(agent, contact).isEmpty()) {
            throw notOffered(agent, contact);
        }
        if (!held.reject(agent, contact, clock.instant())) {
            throw noOffer(agent, contact);
        }
        held.waitAgain(contact);
        metrics.rejected();
        events.publishEvent(new ContactAvailable(contact.value()));
        events.publishEvent(new AgentAvailable(agent.value()));
    }

    /**
     * Offers a contact that waits to one agent, whatever its status and however many it has (AssociateContactWithUser).
     *
     * @throws ResourceNotFoundException if there is no such user
     * @throws InvalidRequestException if the contact does not wait in a queue, or is being offered to somebody
     */
    @Transactional
    public void offer(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        var now = clock.instant();
        if (!held.ask(agent, contact, now, now.plus(settings.offerWithin()))) {
            throw new InvalidRequestException(
                    "Contact %s does not wait in a queue, or is being offered to an agent".formatted(contact));
        }
        events.publishEvent(new OfferMade(agent.value()));
    }

    /**
     * Clears a contact that is over, with all after-contact work done, or that was missed or refused: its place is
     * free.
     *
     * @throws ResourceNotFoundException if the agent has no such contact
     * @throws InvalidRequestException if it is not over
     */
    @Transactional
    public void dismiss(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        var state = held.find(agent, contact)
                .orElseThrow(
                        () -> new ResourceNotFoundException("Agent %s has no contact %s".formatted(agent, contact)))
                .state();
        switch (state) {
            case CONNECTING, CONNECTED, PAUSED ->
                throw new InvalidRequestException(
                        "Contact %s is %s, and can only be dismissed when it is over".formatted(contact, state));
            case ENDED, MISSED, REJECTED -> clear(agent, contact);
        }
    }

    /** The same for whom it is due anyway; nothing happens if it was cleared before. */
    @Transactional
    public void clear(UserId agent, ContactId contact) {
        agents.lock(agent);
        var state = held.remove(agent, contact);
        if (state.isEmpty()) {
            return;
        }
        var now = clock.instant();
        if (state.get() == AgentContactState.ENDED) {
            lifecycle.endAfterContactWork(new UUID[] {contact.value()}, now);
        }
        agents.becomeFree(agent, now);
        agents.settle(agent, now);
        events.publishEvent(new AgentAvailable(agent.value()));
    }

    private AcceptedContact accepted(ContactId contact, @Nullable ParticipantId participant) {
        return new AcceptedContact(contact, participant, participant == null ? null : tokens.issue(participant));
    }

    /** What customers see: the first name, as in the cloud service. */
    private static String nameOf(User user) {
        var identity = user.identity();
        return identity == null
                        || identity.firstName() == null
                        || identity.firstName().isBlank()
                ? user.username()
                : identity.firstName();
    }

    private static ResourceNotFoundException notOffered(UserId agent, ContactId contact) {
        return new ResourceNotFoundException("Contact %s is not offered to agent %s".formatted(contact, agent));
    }

    private static ConflictException noOffer(UserId agent, ContactId contact) {
        return new ConflictException("Contact %s is no longer offered to agent %s".formatted(contact, agent));
    }
}
