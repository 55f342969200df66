package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.SessionId;
import io.recontact.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A contact as DescribeContact returns it.
 *
 * @param connectBy when it ends unless the customer connects; null once the customer has connected
 * @param expiresAt when it ends at the latest
 * @param scheduledAt when a scheduled task begins
 * @param pauses null for a contact that was never paused
 * @param routing null for a contact that never had routing criteria
 * @param chatMetrics the metrics of a chat; null for other channels, and for a long chat until it ends
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
        @Nullable Routing routing,
        @Nullable Accepted accepted,
        Map<String, String> attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        Map<String, String> tags,
        @Nullable ChatMetrics chatMetrics) {

    /** The queue that it waits in, or waited in until an agent accepted it, and when it entered. */
    public record Queued(UUID queue, Instant at) {}

    /**
     * The routing criteria.
     *
     * @param index how many criteria it had before
     * @param activatedAt when the first step began; null before the contact is queued
     */
    public record Routing(
            RoutingCriteria criteria, int index, @Nullable Instant activatedAt) {

        /** Reads the columns of the contact whose names begin with {@code routing_criteria}; null if it has none. */
        public static @Nullable Routing read(ResultSet row, JsonMapper json) throws SQLException {
            var criteria = row.getString("routing_criteria");
            return criteria == null
                    ? null
                    : new Routing(
                            json.readValue(criteria, RoutingCriteria.class),
                            row.getInt("routing_criteria_index"),
                            Timestamps.nullableInstant(row, "routing_criteria_activated_at"));
        }
    }

    /**
     * The user who accepted it, and when.
     *
     * @param hierarchyGroups the groups that the user had then, from level 1
     * @param afterContactWorkStartedAt when it ended for the user and after-contact work began
     */
    public record Accepted(
            UUID agent,
            List<UUID> hierarchyGroups,
            Instant at,
            @Nullable Instant afterContactWorkStartedAt,
            @Nullable Instant afterContactWorkEndedAt) {}

    /**
     * The pauses of a task.
     *
     * @param total the sum of all pauses that ended with a resume
     * @param ofAgent the part of them in which an agent had the task
     */
    public record Pauses(
            int count,
            Instant lastPausedAt,
            @Nullable Instant lastResumedAt,
            boolean isPaused,
            Duration total,
            Duration ofAgent) {

        /** Returns the sum of all pauses. The last one lasts until {@code endedAt} if the task ended while paused. */
        public Duration total(@Nullable Instant endedAt) {
            return total.plus(last(endedAt));
        }

        /** Returns the sum of the pauses of an agent, as {@link #total(Instant)} that of all. */
        public Duration ofAgent(@Nullable Instant endedAt) {
            return ofAgent.plus(last(endedAt));
        }

        private Duration last(@Nullable Instant endedAt) {
            return isPaused && endedAt != null && endedAt.isAfter(lastPausedAt)
                    ? Duration.between(lastPausedAt, endedAt)
                    : Duration.ZERO;
        }
    }

    boolean isOverdue(Instant now) {
        return disconnectedAt == null
                && expiresAt != null
                && !deadline(connectBy, expiresAt).isAfter(now);
    }

    /** Returns the end of an overdue contact. */
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
