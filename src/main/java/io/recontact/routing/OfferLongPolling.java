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
 * Lets agents wait for offers. What this node offers wakes them at once; what other nodes offer is found by one look at
 * the table for all who wait here.
 */
@Service
public class OfferLongPolling implements SmartLifecycle {

    private final UserService users;
    private final AgentContactRepository held;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private volatile boolean isRunning;

    OfferLongPolling(UserService users, AgentContactRepository held, Clock clock) {
        this.users = users;
        this.held = held;
        this.clock = clock;
    }

    /**
     * What an agent is asked to take, as soon as there is something; nothing when that takes longer than it will wait.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    public List<AgentContact> await(InstanceId instance, UserId agent, Duration patience) {
        users.require(instance, agent);
        var woken = new Semaphore(0);
        var deadline = System.nanoTime() + patience.toNanos();
        waiting.compute(agent.value(), (_, all) -> {
            // In one step, as another request of the agent may be taking the last one out.
            var waits = all == null ? new CopyOnWriteArraySet<Semaphore>() : all;
            waits.add(woken);
            return waits;
        });
        try {
            var offers = held.offers(agent, clock.instant());
            while (offers.isEmpty()
                    && isRunning
                    && woken.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                woken.drainPermits();
                offers = held.offers(agent, clock.instant());
            }
            return offers;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service stops; the agent asks another node
            return List.of();
        } finally {
            waiting.computeIfPresent(agent.value(), (_, all) -> {
                all.remove(woken);
                return all.isEmpty() ? null : all;
            });
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void hear(OfferMade offer) {
        wake(offer.agent());
    }

    @Scheduled(fixedDelayString = "${recontact.routing.look-every:500ms}")
    void look() {
        if (waiting.isEmpty()) {
            return;
        }
        held.asked(waiting.keySet()).forEach(this::wake);
    }

    private void wake(UUID agent) {
        waiting.getOrDefault(agent, Set.of()).forEach(Semaphore::release);
    }

    @Override
    public void start() {
        isRunning = true;
    }

    /** Lets those who wait go with nothing: a stop does not wait for them. */
    @Override
    public void stop() {
        isRunning = false;
        waiting.keySet().forEach(this::wake);
    }

    /** Before the last requests are waited for. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
