package io.recontact.webhook.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An event of a contact.
 *
 * @param number the position in the backlog
 * @param id the same for every endpoint and every attempt
 * @param at when the event occurred
 * @param updatedProperties the names of the properties that changed, for CONTACT_DATA_UPDATED
 * @param contact the contact as it was at the time of the event
 */
record ContactEvent(
        int number, UUID id, EventType type, Instant at, List<String> updatedProperties, ContactSnapshot contact) {

    ContactEvent {
        updatedProperties = List.copyOf(updatedProperties);
    }
}
