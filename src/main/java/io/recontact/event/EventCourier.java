package io.recontact.event;

import io.recontact.egress.Egress;
import io.recontact.egress.NotTakenException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Delivers one backlog for a while: event by event, each when the one before has been taken. */
@Component
class EventCourier {

    private static final Logger log = LoggerFactory.getLogger(EventCourier.class);

    /** How many events of one contact are delivered before others of its endpoint have their turn. */
    private static final int BATCH = 50;

    /** How many backlogs may be read at once: delivery must not keep requests from their connections. */
    private static final int READERS = 2;

    private final Backlogs backlogs;
    private final Envelopes envelopes;
    private final Egress egress;
    private final EventMetrics metrics;
    private final EventSettings settings;
    private final Semaphore readers = new Semaphore(READERS);

    EventCourier(Backlogs backlogs, Envelopes envelopes, Egress egress, EventMetrics metrics, EventSettings settings) {
        this.backlogs = backlogs;
        this.envelopes = envelopes;
        this.egress = egress;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Delivers what there is, and gives the lease back; tells whether it is due again already. */
    boolean deliver(Backlog backlog, EventEndpoint endpoint, BooleanSupplier goesOn) {
        var events = read(backlog);
        int failures = backlog.failures();
        for (var event : events) {
            if (!goesOn.getAsBoolean()) {
                backlogs.queueAgain(backlog);
                return false;
            }
            try {
                egress.post(endpoint, envelopes.write(backlog, event), settings.answerWithin());
            } catch (NotTakenException e) {
                pause(backlog, failures + 1, e);
                return false;
            }
            metrics.delivered(endpoint.name(), event.at());
            failures = 0;
            if (!backlogs.remove(backlog, event)) {
                return false; // the endpoint or the contact is gone, or another node is at it by now
            }
        }
        return backlogs.giveBack(backlog);
    }

    private List<ContactEvent> read(Backlog backlog) {
        readers.acquireUninterruptibly();
        try {
            return backlogs.read(backlog, BATCH);
        } finally {
            readers.release();
        }
    }

    private void pause(Backlog backlog, int failures, NotTakenException failure) {
        metrics.failed(backlog.endpoint(), failure.reason());
        if (failures == 1) {
            log.info(
                    "{} has not taken an event of contact {}: {}",
                    backlog.endpoint(),
                    backlog.contact(),
                    failure.getMessage());
        }
        backlogs.pause(backlog, failures);
    }
}
