package io.recontact.transcript;

import io.recontact.wire.ParticipantRole;
import java.util.UUID;

/** Whom an item is from, as it was at the time. */
public record Sender(UUID participant, String displayName, ParticipantRole role) {}
