package io.recontact.contact;

import io.recontact.api.ContactId;

/** What CreatePersistentContactAssociation asks for: that a chat that goes on continues from a past one. */
public record PersistentContactAssociation(ContactId contact, PersistentChat past) {}
