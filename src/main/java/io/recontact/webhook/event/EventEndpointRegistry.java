package io.recontact.webhook.event;

import io.recontact.webhook.WebhookEndpoint;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records which endpoints receive contact events. The settings of nodes may differ, for instance during a rollout:
 * events are written for an endpoint as long as any node lists it, and it is removed some time after the last one did.
 */
@Component
class EventEndpointRegistry {

    private static final Logger log = LoggerFactory.getLogger(EventEndpointRegistry.class);

    /** The number of contacts whose events one transaction deletes. */
    private static final int BATCH = 1000;

    private final EventEndpointRepository rows;
    private final ContactEventProperties settings;
    private final Clock clock;

    EventEndpointRegistry(EventEndpointRepository rows, ContactEventProperties settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Records which endpoints this node lists, and that it does not list the others. */
    void confirm() {
        var names = settings.endpoints().stream().map(WebhookEndpoint::name).toArray(String[]::new);
        var now = clock.instant();
        for (var endpoint : settings.endpoints()) {
            rows.list(endpoint.name(), endpoint.receives().name());
        }
        rows.markUnlisted(names, now);
        for (var name : rows.remove(names, now.minus(settings.forgetAfter()), now)) {
            log.info("No node lists the event endpoint {} any more: its undelivered events are deleted", name);
        }
    }

    /**
     * Deletes undelivered events of removed endpoints.
     *
     * @return the number of contacts whose events were deleted
     */
    @Transactional
    public int deleteSomeEvents() {
        int deleted = 0;
        for (var name : rows.lockRemoved()) {
            deleted += deleteSomeEvents(name);
        }
        return deleted;
    }

    /**
     * Deletes the events of some contacts for an endpoint, and returns the number of contacts. The statement after the
     * lock sees all their events. A single statement would leave an event behind that was committed meanwhile.
     */
    private int deleteSomeEvents(String endpoint) {
        var contacts = rows.lockBacklogs(endpoint, BATCH).toArray(UUID[]::new);
        rows.deleteBacklogs(contacts, endpoint);
        rows.deleteEvents(contacts, endpoint);
        return contacts.length;
    }
}
