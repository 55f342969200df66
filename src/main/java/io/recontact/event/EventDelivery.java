package io.recontact.event;

import io.recontact.egress.Lane;
import io.recontact.egress.Lanes;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has events delivered, whichever node has left them. They are found by a poll and by nothing else: it is the database
 * that writes them, and no code here knows of a change before it does.
 */
@Component
class EventDelivery implements SmartLifecycle {

    private final EventEndpoints endpoints;
    private final Lanes lanes;
    private volatile boolean isRunning;

    EventDelivery(EventSettings settings, EventEndpoints endpoints, Backlogs backlogs, EventCourier courier) {
        this.endpoints = endpoints;
        this.lanes = new Lanes(settings.endpoints().stream()
                .map(endpoint -> new Lane<>(endpoint, settings.atOnce(), work(endpoint, backlogs, courier)))
                .toList());
    }

    private static Lane.Work<Backlog> work(EventEndpoint endpoint, Backlogs backlogs, EventCourier courier) {
        return new Lane.Work<>() {
            @Override
            public List<Backlog> take(int limit) {
                return backlogs.take(endpoint.name(), limit);
            }

            @Override
            public boolean deliver(Backlog backlog, BooleanSupplier goesOn) {
                return courier.deliver(backlog, endpoint, goesOn);
            }
        };
    }

    @Scheduled(fixedDelayString = "${recontact.events.poll-every:1s}")
    void poll() {
        lanes.wake();
    }

    @Scheduled(
            initialDelayString = "${recontact.events.confirm-every:1m}",
            fixedDelayString = "${recontact.events.confirm-every:1m}")
    void keepEndpoints() {
        endpoints.confirm();
        while (endpoints.removeSome() > 0) {
            // One short transaction each.
        }
    }

    /** Before the first request, so that nothing happens that a new endpoint is not told of. */
    @Override
    public void start() {
        endpoints.confirm();
        lanes.open();
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        lanes.close();
    }

    /** Goes on until the last request has been answered. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
