package io.recontact.contact;

import io.recontact.api.SessionId;
import java.util.List;
import java.util.UUID;

/**
 * That contacts have ended: with their sessions, or because these went on to a next contact. Heard in the same
 * transaction.
 */
public record ContactsEnded(List<Ended> contacts) {

    /** Copies the list. */
    public ContactsEnded {
        contacts = List.copyOf(contacts);
    }

    /** One of them, in its session. */
    public record Ended(UUID contact, SessionId session) {}

    /** Their ids. */
    public UUID[] ids() {
        return contacts.stream().map(Ended::contact).toArray(UUID[]::new);
    }
}
