package io.recontact.api;

import java.util.UUID;

/** A chat session: the chain of contacts from one start to its end. It has the id of its first contact. */
public record SessionId(UUID value) {

    /** Returns the contact that began the session: Connect's {@code InitialContactId}. */
    public ContactId initialContact() {
        return new ContactId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
