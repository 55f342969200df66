package io.recontact.routing;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Long polling for offers. An offer of this node answers the agent's request at once. A poll of the table, shared by
 * all waiting requests, finds the offers of other nodes.
 */
@Service
public class OfferLongPolling implements SmartLifecycle {

    private final UserService users;
    private final AgentContactRepository agentContacts;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private volatile boolean isRunning;

    OfferLongPolling(UserService users, AgentContactRepository agentContacts, Clock clock) {
        this.users = users;
        this.agentContacts = agentContacts;
        this.clock = clock;
    }

    /**
     * Returns the offers of an agent as soon as there are any; an empty list after the timeout.
     *
     * @param timeout how long to wait; not at all when zero
     * @throws ResourceNotFoundException if the instance has no such user
     */
    public List<AgentContact> await(InstanceId instance, UserId agent, Duration timeout) {
        users.require(instance, agent);
        var woken = new Semaphore(0);
        var deadline = System.nanoTime() + timeout.toNanos();
        waiting.compute(agent.value(), (_, all) -> {
            // One step, because another request of the agent may remove the set when it finishes.
            var waits = all == null ? new CopyOnWriteArraySet<Semaphore>() : all;
            waits.add(woken);
            return waits;
        });
        try {
            var offers = agentContacts.findOffers(agent.value(), clock.instant());
            while (offers.isEmpty()
                    && isRunning
                    && woken.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                woken.drainPermits();
                offers = agentContacts.findOffers(agent.value(), clock.instant());
            }
            return offers;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service stops; the agent repeats the request at another node
            return List.of();
        } finally {
            waiting.computeIfPresent(agent.value(), (_, all) -> {
                all.remove(woken);
                return all.isEmpty() ? null : all;
            });
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(OfferMade offer) {
        wake(offer.agent());
    }

    @Scheduled(fixedDelayString = "${recontact.routing.look-every:500ms}")
    void pollOtherNodes() {
        if (waiting.isEmpty()) {
            return;
        }
        agentContacts
                .findAgentsWithOffers(waiting.keySet().toArray(UUID[]::new))
                .forEach(this::wake);
    }

    private void wake(UUID agent) {
        waiting.getOrDefault(agent, Set.of()).forEach(Semaphore::release);
    }

    @Override
    public void start() {
        isRunning = true;
    }

    /** Answers all waiting requests, so that a shutdown does not wait for them. */
    @Override
    public void stop() {
        isRunning = false;
        waiting.keySet().forEach(this::wake);
    }

    /** Stops before the web server waits for the last requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
