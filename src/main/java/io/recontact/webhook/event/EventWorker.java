package io.recontact.webhook.event;

import io.recontact.webhook.DeliveryFailedException;
import io.recontact.webhook.WebhookClient;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Delivers one backlog for a while: event by event, each when the one before has been taken. */
@Component
class EventWorker {

    private static final Logger log = LoggerFactory.getLogger(EventWorker.class);

    /** How many events of one contact are delivered before others of its endpoint have their turn. */
    private static final int BATCH = 50;

    /** How many backlogs may be read at once: delivery must not keep requests from their connections. */
    private static final int READERS = 2;

    private final EventOutboxRepository outbox;
    private final EventPayloads payloads;
    private final WebhookClient webhooks;
    private final EventMetrics metrics;
    private final ContactEventProperties settings;
    private final Semaphore readers = new Semaphore(READERS);

    EventWorker(
            EventOutboxRepository outbox,
            EventPayloads payloads,
            WebhookClient webhooks,
            EventMetrics metrics,
            ContactEventProperties settings) {
        this.outbox = outbox;
        this.payloads = payloads;
        this.webhooks = webhooks;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Delivers what there is, and gives the lease back; tells whether it is due again already. */
    boolean deliver(LeasedEvents leased, EventEndpoint endpoint, BooleanSupplier resumes) {
        var events = read(leased);
        int failures = leased.failures();
        for (var event : events) {
            if (!resumes.getAsBoolean()) {
                outbox.queueAgain(leased);
                return false;
            }
            try {
                webhooks.post(endpoint, payloads.write(leased, event), settings.answerWithin());
            } catch (DeliveryFailedException e) {
                pause(leased, failures + 1, e);
                return false;
            }
            metrics.delivered(endpoint.name(), event.at());
            failures = 0;
            if (!outbox.remove(leased, event)) {
                return false; // the endpoint or the contact is gone, or another node is at it by now
            }
        }
        return outbox.giveBack(leased);
    }

    private List<ContactEvent> read(LeasedEvents leased) {
        readers.acquireUninterruptibly();
        try {
            return outbox.read(leased, BATCH);
        } finally {
            readers.release();
        }
    }

    private void pause(LeasedEvents leased, int failures, DeliveryFailedException failure) {
        metrics.failed(leased.endpoint(), failure.reason());
        if (failures == 1) {
            log.info(
                    "{} has not taken an event of contact {}: {}",
                    leased.endpoint(),
                    leased.contact(),
                    failure.getMessage());
        }
        outbox.pause(leased, failures);
    }
}
