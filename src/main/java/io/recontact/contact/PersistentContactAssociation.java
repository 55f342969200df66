package io.recontact.contact;

import io.recontact.api.ContactId;

/** The members of a CreatePersistentContactAssociation request: an active chat, and the past one that it continues. */
public record PersistentContactAssociation(ContactId contact, PersistentChat past) {}
