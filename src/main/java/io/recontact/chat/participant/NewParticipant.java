package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;

/** An agent or a custom bot that CreateParticipant or routing adds to a chat. */
public record NewParticipant(ContactId contact, ParticipantRole role, String displayName) {}
