package io.recontact.webhook.event;

import io.recontact.api.SharedGauges;
import io.recontact.webhook.Delivery;
import io.recontact.webhook.DeliveryMetrics;
import io.recontact.webhook.DeliveryScheduler;
import io.recontact.webhook.DeliveryWorker;
import io.recontact.webhook.WebhookClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Schedules the delivery of contact events, whichever node caused them. Only the poll finds them: a database trigger
 * writes events, so no code of the service knows of them earlier.
 */
@Component
class EventDeliveryScheduler extends DeliveryScheduler {

    /** Bounds the cost of the gauge; a higher number would not help an operator. */
    private static final int MAX_COUNTED = 10_000;

    private final EventEndpointRegistry endpoints;

    EventDeliveryScheduler(
            ContactEventProperties settings,
            EventEndpointRegistry endpoints,
            EventOutboxRepository outbox,
            EventEndpointRepository rows,
            EventPayloads payloads,
            WebhookClient webhooks,
            DeliveryMetrics metrics,
            SharedGauges gauges) {
        super(new DeliveryWorker<>(
                        new Delivery<>("events", outbox, payloads, settings.answerWithin()), webhooks, metrics)
                .dispatchersTo(settings.endpoints(), settings.atOnce()));
        this.endpoints = endpoints;
        gauges.register(
                "recontact.events.waiting",
                "Undelivered events, over all nodes; not counted beyond 10,000",
                () -> rows.countEvents(MAX_COUNTED));
    }

    @Scheduled(fixedDelayString = "${recontact.events.poll-every:1s}")
    void poll() {
        wake();
    }

    @Scheduled(
            initialDelayString = "${recontact.events.confirm-every:1m}",
            fixedDelayString = "${recontact.events.confirm-every:1m}")
    void confirmEndpoints() {
        endpoints.confirm();
        while (endpoints.deleteSomeEvents() > 0) {
            // Each call is a short transaction.
        }
    }

    /** Registers the endpoints before the first request, so that new endpoints miss no event. */
    @Override
    public void start() {
        endpoints.confirm();
        super.start();
    }
}
