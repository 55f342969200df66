package io.recontact.contact;

import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
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
 */
public record Segment(
        InstanceId instance,
        UUID session,
        ContactId contact,
        String channel,
        InitiationMethod initiationMethod,
        @Nullable UUID queue,
        @Nullable Instant enqueuedAt,
        @Nullable Long queuePriority,
        @Nullable Integer queueTimeAdjustmentSeconds,
        @Nullable UUID agent) {

    /** Whether it is a chat, and no task or call. */
    public boolean isChat() {
        return channel.equals("CHAT");
    }

    /** Whether it is in a queue, or has been until an agent came. */
    public boolean wasQueued() {
        return queue != null;
    }
}
