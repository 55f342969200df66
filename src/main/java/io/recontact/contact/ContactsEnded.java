package io.recontact.contact;

import io.recontact.api.SessionId;
import java.util.List;
import java.util.UUID;

/**
 * Published when contacts end, whether their chat or task ends with them or continues in a next contact; handled in the
 * same transaction.
 */
public record ContactsEnded(List<Ended> contacts) {

    /** Copies the list. */
    public ContactsEnded {
        contacts = List.copyOf(contacts);
    }

    /** A contact that has ended, and its session. */
    public record Ended(UUID contact, SessionId session) {}

    /** Returns the ids of the contacts. */
    public UUID[] ids() {
        return contacts.stream().map(Ended::contact).toArray(UUID[]::new);
    }
}
