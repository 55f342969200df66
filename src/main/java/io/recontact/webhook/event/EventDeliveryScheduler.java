package io.recontact.webhook.event;

import io.recontact.webhook.EndpointDispatcher;
import io.recontact.webhook.EndpointDispatchers;
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
class EventDeliveryScheduler implements SmartLifecycle {

    private final EventEndpointRegistry endpoints;
    private final EndpointDispatchers dispatchers;
    private volatile boolean isRunning;

    EventDeliveryScheduler(
            ContactEventProperties settings,
            EventEndpointRegistry endpoints,
            EventOutboxRepository outbox,
            EventWorker courier) {
        this.endpoints = endpoints;
        this.dispatchers = new EndpointDispatchers(settings.endpoints().stream()
                .map(endpoint -> new EndpointDispatcher<>(endpoint, settings.atOnce(), work(endpoint, outbox, courier)))
                .toList());
    }

    private static EndpointDispatcher.Work<LeasedEvents> work(
            EventEndpoint endpoint, EventOutboxRepository outbox, EventWorker courier) {
        return new EndpointDispatcher.Work<>() {
            @Override
            public List<LeasedEvents> take(int limit) {
                return outbox.take(endpoint.name(), limit);
            }

            @Override
            public boolean deliver(LeasedEvents leased, BooleanSupplier resumes) {
                return courier.deliver(leased, endpoint, resumes);
            }
        };
    }

    @Scheduled(fixedDelayString = "${recontact.events.poll-every:1s}")
    void poll() {
        dispatchers.wake();
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
        dispatchers.open();
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        dispatchers.close();
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
