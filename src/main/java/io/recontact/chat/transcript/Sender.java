package io.recontact.chat.transcript;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.ParticipantId;

/** The sender of an item, as it was at the time of the item. */
public record Sender(ParticipantId participant, String displayName, ParticipantRole role) {}
