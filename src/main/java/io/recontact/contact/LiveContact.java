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
 * The contact that a session is in, read under the lock of the session. Until the lock is released, only its holder
 * ends or transfers the contact.
 *
 * @param session the session, which has the id of its first contact
 * @param queue the queue that the contact waits in, or waited in until an agent accepted it
 * @param agent the user who accepted it
 * @param flow the flow that it begins with
 * @param scheduledAt when a scheduled task begins
 * @param routingCriteria the criteria for the agents that it is offered to
 * @param isDequeued whether a pause removed it from its queue
 * @param pauseCount the number of its pauses
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
        @Nullable RoutingCriteria routingCriteria,
        @Nullable UUID agent,
        @Nullable UUID flow,
        @Nullable Instant scheduledAt,
        boolean isPaused,
        boolean isDequeued,
        int pauseCount) {

    /** Returns whether the channel is CHAT. */
    public boolean isChat() {
        return channel == Channel.CHAT;
    }

    /**
     * Returns the id that the event hooks and the target queue are stored under. For a chat it is the session. Tasks
     * that follow one contact share its session, so each uses its own id.
     */
    public UUID owner() {
        return isChat() ? session.value() : contact.value();
    }

    /** Returns whether it is scheduled for later than {@code now}. */
    public boolean isYetToBegin(Instant now) {
        return scheduledAt != null && scheduledAt.isAfter(now);
    }

    /** Returns whether it waits in a queue, or waited until an agent accepted it; false if a pause removed it. */
    public boolean wasQueued() {
        return queue != null && !isDequeued;
    }
}
