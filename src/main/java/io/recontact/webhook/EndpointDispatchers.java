package io.recontact.webhook;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The lanes of one kind of delivery, which open and close together. */
public final class EndpointDispatchers {

    /** How long a stop waits for endpoints that are at an item: whose item is broken off get it again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<EndpointDispatcher<?>> lanes;

    /** Lanes that are open. */
    public EndpointDispatchers(Collection<? extends EndpointDispatcher<?>> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /** Opens them again, if they were closed. */
    public void open() {
        lanes.forEach(EndpointDispatcher::open);
    }

    /** Has whatever is due delivered, soon. */
    public void wake() {
        lanes.forEach(EndpointDispatcher::wake);
    }

    /** Takes up nothing more, and waits a while until nothing is under way. */
    public void close() {
        lanes.forEach(EndpointDispatcher::close);
        try {
            for (var lane : lanes) {
                lane.awaitEnd(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever waits for us is in a hurry
        }
    }
}
