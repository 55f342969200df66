package io.recontact.contact;

import io.recontact.wire.ContactId;

/** What CreatePersistentContactAssociation asks for: that a chat that goes on continues from a past one. */
public record Association(ContactId contact, PersistentChat past) {}
