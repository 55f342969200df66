package io.recontact.chat;

import io.recontact.wire.ContactId;

/** Whom CreateParticipant asks into a chat. */
public record NewParticipant(ContactId contact, InvitedRole role, String displayName) {}
