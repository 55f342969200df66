package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is told of a contact.
 *
 * @param connectBy when it ends if nobody has connected; absent once somebody has
 * @param expiresAt when it ends at the latest; absent on channels other than chat
 * @param scheduledAt when it is to begin, if it is a task
 * @param pauses absent for one that has never been paused
 * @param chatMetrics how it goes or went, if it is a chat; absent while it goes on and is long
 */
public record ContactView(
        UUID id,
        SessionId session,
        @Nullable UUID previousContactId,
        @Nullable UUID relatedContactId,
        UUID associationId,
        Channel channel,
        InitiationMethod initiationMethod,
        @Nullable String name,
        @Nullable String description,
        @Nullable String customerId,
        Instant initiatedAt,
        @Nullable Instant connectedToSystemAt,
        @Nullable Instant disconnectedAt,
        @Nullable DisconnectReason disconnectReason,
        Instant lastUpdatedAt,
        @Nullable Instant connectBy,
        @Nullable Instant expiresAt,
        @Nullable Instant scheduledAt,
        @Nullable Pauses pauses,
        @Nullable Queued queued,
        @Nullable Long queuePriority,
        @Nullable Integer queueTimeAdjustmentSeconds,
        @Nullable Accepted accepted,
        Map<String, String> attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        Map<String, String> tags,
        @Nullable ChatMetrics chatMetrics) {

    /** Where it waits, or has waited until an agent came, and since when. */
    public record Queued(UUID queue, Instant at) {}

    /**
     * Which user has accepted it, and when.
     *
     * @param afterContactWorkStartedAt when it was over, and the user still had something to do
     */
    public record Accepted(
            UUID agent,
            Instant at,
            @Nullable Instant afterContactWorkStartedAt,
            @Nullable Instant afterContactWorkEndedAt) {}

    /**
     * How often it was paused, and for how long.
     *
     * @param total up to its last resumption
     */
    public record Pauses(
            int count, Instant lastPausedAt, @Nullable Instant lastResumedAt, boolean isPaused, Duration total) {

        /** Up to its end, if it has ended while it was paused. */
        public Duration total(@Nullable Instant endedAt) {
            return isPaused && endedAt != null && endedAt.isAfter(lastPausedAt)
                    ? total.plus(Duration.between(lastPausedAt, endedAt))
                    : total;
        }
    }

    boolean isOverdue(Instant now) {
        return disconnectedAt == null
                && expiresAt != null
                && !deadline(connectBy, expiresAt).isAfter(now);
    }

    /** The ending of a contact that is overdue. */
    ContactEnd overdueEnding() {
        if (expiresAt == null) {
            throw new IllegalStateException("Contact %s has no deadline".formatted(id));
        }
        return overdueEnding(new ContactId(id), connectBy, expiresAt);
    }

    static ContactEnd overdueEnding(ContactId contact, @Nullable Instant connectBy, Instant expiresAt) {
        var reason = connectBy != null && connectBy.isBefore(expiresAt)
                ? DisconnectReason.CUSTOMER_CONNECTION_NOT_ESTABLISHED
                : DisconnectReason.EXPIRED;
        return new ContactEnd(contact, deadline(connectBy, expiresAt), reason);
    }

    private static Instant deadline(@Nullable Instant connectBy, Instant expiresAt) {
        return connectBy != null && connectBy.isBefore(expiresAt) ? connectBy : expiresAt;
    }
}
