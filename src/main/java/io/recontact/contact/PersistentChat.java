package io.recontact.contact;

import io.recontact.api.ContactId;

/** Where a persistent chat continues from. */
public record PersistentChat(RehydrationType rehydrationType, ContactId sourceContactId) {}
