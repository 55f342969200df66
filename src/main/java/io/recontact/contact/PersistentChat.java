package io.recontact.contact;

import io.recontact.api.ContactId;

/** The past contact that a persistent chat continues from. */
public record PersistentChat(RehydrationType rehydrationType, ContactId sourceContactId) {}
