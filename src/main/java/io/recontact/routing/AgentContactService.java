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
import io.recontact.contact.LiveContact;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The contacts of agents: offers, acceptance, rejection, after-contact work and dismissal. */
@Service
public class AgentContactService {

    private final UserService users;
    private final ContactLifecycle lifecycle;
    private final AgentContactRepository agentContacts;
    private final QueuedContactRepository queued;
    private final AgentRepository agents;
    private final AgentService agentService;
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
            AgentContactRepository agentContacts,
            QueuedContactRepository queued,
            AgentRepository agents,
            AgentService agentService,
            AgentJoinService agentJoins,
            TokenService tokens,
            RoutingProperties settings,
            RoutingMetrics metrics,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            Clock clock) {
        this.users = users;
        this.lifecycle = lifecycle;
        this.agentContacts = agentContacts;
        this.queued = queued;
        this.agents = agents;
        this.agentService = agentService;
        this.agentJoins = agentJoins;
        this.tokens = tokens;
        this.settings = settings;
        this.metrics = metrics;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Accepts an offer. When this returns, the agent has joined the chat, unless the contact is a task. A repeated call
     * returns the first answer.
     *
     * @throws ResourceNotFoundException if the user does not exist, or the contact was not offered to it
     * @throws ConflictException if the offer has expired or was withdrawn
     */
    @Transactional
    public AcceptedContact accept(InstanceId instance, UserId agent, ContactId contact) {
        var user = users.require(instance, agent);
        // The session's lock comes first, as in every transaction that ends or transfers the contact.
        var live = lifecycle.lock(contact);
        var offer = agentContacts.find(agent, contact).orElseThrow(() -> notOffered(agent, contact));
        if (offer.state() == AgentContactState.CONNECTED) {
            return accepted(contact, offer.participant());
        }
        var participant = offer.channel() == Channel.CHAT ? new ParticipantId(ids.next()) : null;
        if (live.isEmpty() || !connect(user, live.get(), participant)) {
            throw noOffer(agent, contact);
        }
        return accepted(contact, participant);
    }

    /**
     * Accepts an offer for an agent who accepts contacts of its channel automatically (AutoAcceptConfigs). Does nothing
     * if the offer is gone.
     */
    @Transactional
    public void acceptAutomatically(UserId agent, ContactId contact) {
        lifecycle
                .lock(contact)
                .ifPresent(live -> users.find(live.instance(), agent)
                        .ifPresent(user -> connect(user, live, live.isChat() ? new ParticipantId(ids.next()) : null)));
    }

    /** Returns at most {@code limit} offers that a stopped node has not accepted for their agents. */
    List<AgentContact> findAutoAccepted(int limit) {
        return agentContacts.findAutoAccepted(clock.instant(), limit);
    }

    /** Connects an agent with a contact that is offered to it; returns false if the offer is gone. */
    private boolean connect(User user, LiveContact live, @Nullable ParticipantId participant) {
        var now = clock.instant();
        if (!accept(user.id(), live.contact(), participant, now)) {
            return false;
        }
        queued.remove(live.contact().value());
        if (participant != null) {
            agentJoins.join(
                    live.session(),
                    participant,
                    new NewParticipant(live.contact(), ParticipantRole.AGENT, nameOf(user)));
        }
        lifecycle.connectAgent(live, user.id().value());
        metrics.accepted(Objects.requireNonNull(live.enqueuedAt()), now);
        return true;
    }

    private boolean accept(UserId agent, ContactId contact, @Nullable ParticipantId participant, Instant now) {
        var id = participant == null ? null : participant.value();
        return agentContacts.accept(agent.value(), contact.value(), id, now) == 1;
    }

    /**
     * Rejects an offer. The contact waits again. This agent gets no new offer of it before dismissing it.
     *
     * @throws ResourceNotFoundException if the user does not exist, or the contact was not offered to it
     * @throws ConflictException if the offer has expired or was withdrawn
     */
    @Transactional
    public void reject(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        if (agentContacts.find(agent, contact).isEmpty()) {
            throw notOffered(agent, contact);
        }
        if (agentContacts.reject(agent.value(), contact.value(), clock.instant()) == 0) {
            throw noOffer(agent, contact);
        }
        queued.requeue(contact.value());
        metrics.rejected();
        events.publishEvent(new ContactAvailable(contact.value()));
        events.publishEvent(new AgentAvailable(agent.value()));
    }

    /**
     * Offers a queued contact to one agent, regardless of status and slots (AssociateContactWithUser). The caller holds
     * the locks of the user and of the session.
     *
     * @throws InvalidRequestException if the contact does not wait in a queue, or is offered to an agent
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void offer(UserId agent, ContactId contact) {
        var now = clock.instant();
        if (agentContacts.offer(agent.value(), contact.value(), now, now.plus(settings.offerWithin())) == 0) {
            throw new InvalidRequestException(
                    "Contact %s does not wait in a queue, or is being offered to an agent".formatted(contact));
        }
        events.publishEvent(new OfferMade(agent.value()));
        if (agentContacts.isAutoAccepted(agent.value(), contact.value())) {
            events.publishEvent(new AutoAcceptedOffer(agent.value(), contact.value()));
        }
    }

    /**
     * Frees the slot of a contact that has ended, which completes its after-contact work, or that the agent missed or
     * rejected (DismissUserContact).
     *
     * @throws ResourceNotFoundException if the agent has no such contact
     * @throws InvalidRequestException if the contact is offered, connected or paused
     */
    @Transactional
    public void dismiss(InstanceId instance, UserId agent, ContactId contact) {
        users.require(instance, agent);
        var state = agentContacts
                .find(agent, contact)
                .orElseThrow(
                        () -> new ResourceNotFoundException("Agent %s has no contact %s".formatted(agent, contact)))
                .state();
        switch (state) {
            case CONNECTING, CONNECTED, PAUSED ->
                throw new InvalidRequestException(
                        "Contact %s is %s, and can only be dismissed once it has ended".formatted(contact, state));
            case ENDED, MISSED, REJECTED -> clear(agent, contact);
        }
    }

    /** Frees the slot of a contact as {@link #dismiss} does. Does nothing if the slot is free already. */
    @Transactional
    public void clear(UserId agent, ContactId contact) {
        lifecycle.lock(contact);
        var locked = agents.lock(agent.value());
        var now = clock.instant();
        var state = agentContacts.remove(agent.value(), contact.value(), now).map(AgentContactState::valueOf);
        if (state.isEmpty()) {
            return;
        }
        if (state.get() == AgentContactState.ENDED) {
            lifecycle.endAfterContactWork(new UUID[] {contact.value()}, now);
        }
        locked.ifPresent(row -> row.becomeIdle(now));
        agentService.enterNextStatus(agent);
        events.publishEvent(new AgentAvailable(agent.value()));
    }

    /**
     * Marks unanswered offers as missed and returns how many there were. Their contacts wait again. Their agents get no
     * offers before dismissing the missed contacts. Publishes no events: the sweep that calls this looks for agents for
     * all contacts that wait. Hundreds of offers may expire at once, and as many decisions would delay those that
     * requests have caused.
     *
     * @param limit how many offers at most
     */
    @Transactional
    public int expireOffers(int limit) {
        var missed = agentContacts.markMissed(clock.instant(), limit);
        if (!missed.isEmpty()) {
            queued.requeue(missed.stream().map(offer -> offer.contact().value()).toArray(UUID[]::new));
            missed.forEach(_ -> metrics.missed());
        }
        return missed.size();
    }

    /** Returns at most {@code limit} contacts whose after-contact work has exceeded its limit. */
    List<AgentContact> findDueAfterContactWork(int limit) {
        return agentContacts.findDueAfterContactWork(clock.instant(), limit);
    }

    private AcceptedContact accepted(ContactId contact, @Nullable ParticipantId participant) {
        return new AcceptedContact(contact, participant, participant == null ? null : tokens.issue(participant));
    }

    /** The name that customers see: the first name, as in Amazon Connect. */
    static String nameOf(User user) {
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
