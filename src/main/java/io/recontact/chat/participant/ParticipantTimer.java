package io.recontact.chat.participant;

import io.recontact.api.ParticipantRole;
import org.jspecify.annotations.Nullable;

/**
 * A timer of all participants of a role.
 *
 * @param role {@code CUSTOMER} or {@code AGENT}
 * @param minutes after how long it runs out; none deletes the timer
 */
public record ParticipantTimer(
        ParticipantRole role,
        ParticipantTimerType type,
        @Nullable Integer minutes) {}
