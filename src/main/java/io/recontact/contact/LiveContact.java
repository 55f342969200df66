package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The segment that a session is in, while its lock is held: it neither ends nor is it handed on, but by whoever holds
 * the lock.
 *
 * @param session the session's first contact
 * @param queue where it waits, or has waited until an agent came
 * @param agent the user who has accepted it
 * @param flow which it begins with
 * @param scheduledAt when it is to begin, if it is a task that was scheduled
 * @param isDequeued whether a pause has taken it out of its queue
 * @param pauseCount how often it has been paused
 */
public record LiveContact(
        InstanceId instance,
        SessionId session,
        ContactId contact,
        Channel channel,
        InitiationMethod initiationMethod,
        @Nullable UUID queue,
        @Nullable Instant enqueuedAt,
        @Nullable Long queuePriority,
        @Nullable Integer queueTimeAdjustmentSeconds,
        @Nullable UUID agent,
        @Nullable UUID flow,
        @Nullable Instant scheduledAt,
        boolean isPaused,
        boolean isDequeued,
        int pauseCount) {

    /** Whether it is a chat, and no task or call. */
    public boolean isChat() {
        return channel == Channel.CHAT;
    }

    /**
     * Under what its hooks and its target queue are kept: its session; but tasks that follow a contact share the first
     * one with it and with each other, so each has its own.
     */
    public UUID owner() {
        return isChat() ? session.value() : contact.value();
    }

    /** Tells whether it is scheduled for later than {@code now}. */
    public boolean isYetToBegin(Instant now) {
        return scheduledAt != null && scheduledAt.isAfter(now);
    }

    /** Tells whether it is in a queue, or was until an agent came; not if a pause has taken it out. */
    public boolean wasQueued() {
        return queue != null && !isDequeued;
    }
}
