package io.recontact.webhook;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;

/** Starts, wakes and stops the dispatchers of one kind of delivery. */
public abstract class DeliveryScheduler implements SmartLifecycle {

    /** Maximum time that a shutdown waits for answers. The endpoint receives an item again whose answer comes later. */
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, EndpointDispatcher<?>> dispatchers;
    private volatile boolean isRunning;

    /** Creates a scheduler of dispatchers with different endpoints. */
    protected DeliveryScheduler(Collection<? extends EndpointDispatcher<?>> dispatchers) {
        this.dispatchers = dispatchers.stream()
                .collect(Collectors.toUnmodifiableMap(EndpointDispatcher::endpoint, Function.identity()));
    }

    /** Schedules the delivery of everything that is due. */
    protected final void wake() {
        dispatchers.values().forEach(EndpointDispatcher::wake);
    }

    /** Schedules the delivery of what is due at one endpoint, if this node delivers to it. */
    protected final void wake(String endpoint) {
        var dispatcher = dispatchers.get(endpoint);
        if (dispatcher != null) {
            dispatcher.wake();
        }
    }

    /** Returns whether this node delivers to any endpoint. */
    protected final boolean hasEndpoints() {
        return !dispatchers.isEmpty();
    }

    @Override
    public void start() {
        dispatchers.values().forEach(EndpointDispatcher::open);
        isRunning = true;
    }

    /** Takes no further leases, and waits for the answers to current requests. */
    @Override
    public void stop() {
        isRunning = false;
        dispatchers.values().forEach(EndpointDispatcher::close);
        try {
            for (var dispatcher : dispatchers.values()) {
                dispatcher.awaitEnd(SHUTDOWN_TIMEOUT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the shutdown must not wait any longer
        }
    }

    /** Delivery stops after the web server has answered the last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
