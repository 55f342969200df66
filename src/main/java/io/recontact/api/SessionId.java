package io.recontact.api;

import java.util.UUID;

/** A chat session: the contacts from one start to its end. It has the id of its first contact. */
public record SessionId(UUID value) {

    /** Returns the first contact of the session, the {@code InitialContactId} of Connect. */
    public ContactId initialContact() {
        return new ContactId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
