package io.recontact.chat.participant;

import io.recontact.api.ParticipantRole;
import org.jspecify.annotations.Nullable;

/**
 * A timer for all participants of a role.
 *
 * @param role {@code CUSTOMER} or {@code AGENT}
 * @param minutes the duration, 2 to 480; null deletes the timer
 */
public record ParticipantTimer(
        ParticipantRole role,
        ParticipantTimerType type,
        @Nullable Integer minutes) {}
