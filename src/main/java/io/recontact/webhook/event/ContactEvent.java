package io.recontact.webhook.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that has happened to a contact.
 *
 * @param number its place in the backlog
 * @param id the same for every endpoint and every attempt
 * @param updatedProperties what has changed, if that is what has happened
 * @param contact the contact as it was then
 */
record ContactEvent(
        int number, UUID id, EventType type, Instant at, List<String> updatedProperties, ContactSnapshot contact) {

    ContactEvent {
        updatedProperties = List.copyOf(updatedProperties);
    }
}
