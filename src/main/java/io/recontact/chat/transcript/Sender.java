package io.recontact.chat.transcript;

import io.recontact.api.ParticipantRole;
import java.util.UUID;

/** Whom an item is from, as it was at the time. */
public record Sender(UUID participant, String displayName, ParticipantRole role) {}
