package io.recontact.chat;

import org.jspecify.annotations.Nullable;

/**
 * A timer of all participants of a role.
 *
 * @param role {@code CUSTOMER} or {@code AGENT}
 * @param minutes after how long it runs out; none deletes the timer
 */
public record TimerSetting(
        String role, TimerType type, @Nullable Integer minutes) {}
