package io.recontact.chat;

import io.recontact.wire.ContactId;
import io.recontact.wire.ParticipantRole;

/** An agent or a custom bot that is asked into a chat. */
public record NewParticipant(ContactId contact, ParticipantRole role, String displayName) {}
