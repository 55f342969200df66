package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserRoutingUpdated;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Triggers routing decisions. An event on this node triggers them at once. A sweep makes the decisions that a stopped
 * node or two conflicting decisions left open. Any number of nodes may route at the same time.
 */
@Component
class Router {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    /** The maximum of concurrent decisions per node, so that routing leaves database connections to requests. */
    private static final int MAX_DECISIONS = 3;

    private static final int SWEEP_LIMIT = 500;

    /** The sweeps of all nodes look for the agents of a new step for this time. */
    private static final Duration NEW_STEP = Duration.ofSeconds(5);

    private final OfferMatcher matcher;
    private final AgentContactService contacts;
    private final AgentService agents;
    private final Clock clock;
    private final Semaphore permits = new Semaphore(MAX_DECISIONS);

    Router(OfferMatcher matcher, AgentContactService contacts, AgentService agents, Clock clock) {
        this.clock = clock;
        this.matcher = matcher;
        this.contacts = contacts;
        this.agents = agents;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ContactAvailable event) {
        Thread.startVirtualThread(() -> decide(() -> offer(event.contact())));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AgentAvailable event) {
        Thread.startVirtualThread(() -> decide(() -> {
            var agent = new UserId(event.agent());
            agents.enterNextStatus(agent);
            offerWhilePossible(agent);
        }));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserRoutingUpdated event) {
        on(new AgentAvailable(event.user().value()));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AutoAcceptedOffer event) {
        Thread.startVirtualThread(() ->
                decide(() -> contacts.acceptAutomatically(new UserId(event.agent()), new ContactId(event.contact()))));
    }

    /** Expires offers and after-contact work, and offers contacts that still wait. */
    @Scheduled(fixedDelayString = "${recontact.routing.every:1s}")
    void sweep() {
        int missed;
        do {
            missed = contacts.expireOffers(SWEEP_LIMIT);
        } while (missed == SWEEP_LIMIT);
        for (var offer : contacts.findAutoAccepted(SWEEP_LIMIT)) {
            decide(() -> contacts.acceptAutomatically(offer.agent(), offer.contact()));
        }
        for (var work : contacts.findDueAfterContactWork(SWEEP_LIMIT)) {
            decide(() -> contacts.clear(work.agent(), work.contact()));
        }
        agents.enterNextStatuses();
        for (var contact : matcher.findContactsWithNewStep(clock.instant().minus(NEW_STEP), SWEEP_LIMIT)) {
            decide(() -> offer(contact.value()));
        }
        for (var agent : matcher.findAgentsWithWaitingContacts(SWEEP_LIMIT)) {
            decide(() -> offerWhilePossible(agent));
        }
    }

    private void decide(Runnable decision) {
        permits.acquireUninterruptibly();
        try {
            decision.run();
        } catch (RuntimeException e) {
            // Nothing is lost: the next sweep repeats the decision. This sweep continues with the others.
            if (Outage.isBehind(e)) {
                log.debug("A routing decision failed during an outage; the next sweep repeats it", e);
            } else {
                log.error("A routing decision failed; the next sweep repeats it", LoggableFailure.of(e));
            }
        } finally {
            permits.release();
        }
    }

    /** Makes decisions for one agent after the other until the contact is offered or no agent can get it. */
    private void offer(UUID contact) {
        var agent = matcher.findAgentFor(contact);
        // A decision may offer the agent a contact that has waited longer. Then the search continues.
        while (agent.isPresent() && matcher.offerNext(agent.get()).isPresent()) {
            agent = matcher.findAgentFor(contact);
        }
    }

    private void offerWhilePossible(UserId agent) {
        while (matcher.offerNext(agent).isPresent()) {
            // until the agent has no free slot, or no contact waits
        }
    }
}
