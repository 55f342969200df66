package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.configuration.UserId;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings contacts and agents together: at once when one of them has come, and by a sweep what was left, since the node
 * that knew of it was stopped or two nodes were in each other's way. Any number of nodes may do so at once.
 */
@Component
class Router {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    /** How many decisions one node makes at once: routing must not keep requests from their connections. */
    private static final int DECISIONS_AT_ONCE = 3;

    private static final int SWEPT_AT_ONCE = 500;

    private final OfferMatcher matcher;
    private final ExpiredOffers expiredOffers;
    private final AgentContactService contacts;
    private final AgentService agents;
    private final Semaphore places = new Semaphore(DECISIONS_AT_ONCE);

    Router(OfferMatcher matcher, ExpiredOffers expiredOffers, AgentContactService contacts, AgentService agents) {
        this.matcher = matcher;
        this.expiredOffers = expiredOffers;
        this.contacts = contacts;
        this.agents = agents;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(ContactAvailable event) {
        Thread.startVirtualThread(() -> decide(() -> findAgent(event.contact())));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(AgentAvailable event) {
        Thread.startVirtualThread(() -> decide(() -> {
            var agent = new UserId(event.agent());
            agents.settle(agent);
            fill(agent);
        }));
    }

    /** Takes back what was not answered, and offers what was left waiting. */
    @Scheduled(fixedDelayString = "${recontact.routing.every:1s}")
    void sweep() {
        int missed;
        do {
            missed = expiredOffers.takeBack(SWEPT_AT_ONCE);
        } while (missed == SWEPT_AT_ONCE);
        for (var work : expiredOffers.workDone(SWEPT_AT_ONCE)) {
            decide(() -> contacts.clear(new UserId(work.agent()), new ContactId(work.contact())));
        }
        agents.settleAll();
        for (var agent : matcher.agentsWithWork(SWEPT_AT_ONCE)) {
            decide(() -> fill(agent));
        }
    }

    private void decide(Runnable decision) {
        places.acquireUninterruptibly();
        try {
            decision.run();
        } catch (RuntimeException e) {
            // Nothing is lost: whoever waits still does, for the next sweep. This one goes on with the others.
            if (Outage.isBehind(e)) {
                log.debug("A contact cannot be routed at the moment", e);
            } else {
                log.error("A contact cannot be routed", LoggableFailure.of(e));
            }
        } finally {
            places.release();
        }
    }

    /** Asks one agent after the other until the contact is offered or nobody is left who could take it. */
    private void findAgent(UUID contact) {
        var agent = matcher.findAgentFor(contact);
        // Whoever is asked may be given a contact that has waited for longer; then there is one less of those.
        while (agent.isPresent() && matcher.offerNext(agent.get()).isPresent()) {
            agent = matcher.findAgentFor(contact);
        }
    }

    private void fill(UserId agent) {
        while (matcher.offerNext(agent).isPresent()) {
            // as long as the agent has places, and contacts wait
        }
    }
}
