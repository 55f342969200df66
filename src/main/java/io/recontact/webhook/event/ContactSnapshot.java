package io.recontact.webhook.event;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.QueueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact as it was at the time of an event, as the trigger {@code contact_events} stores it. */
record ContactSnapshot(
        UUID initialContactId,
        @Nullable UUID previousContactId,
        @Nullable UUID relatedContactId,
        Channel channel,
        InitiationMethod initiationMethod,
        Instant initiatedAt,
        @Nullable Instant connectedToSystemAt,
        @Nullable UUID queueId,
        @Nullable QueueType queueType,
        @Nullable Instant enqueuedAt,
        @Nullable UUID agentId,
        @Nullable List<UUID> hierarchyGroups,
        @Nullable Instant connectedToAgentAt,
        @Nullable Instant afterContactWorkStartedAt,
        @Nullable Instant afterContactWorkEndedAt,
        @Nullable Instant disconnectedAt,
        @Nullable String customerId,
        Map<String, String> tags,
        Map<String, EventSegmentAttribute> segmentAttributes,
        @Nullable EventChatMetrics chatMetrics,
        @Nullable RecordSnapshot record) {

    /** The members that only a contact record has. */
    record RecordSnapshot(
            Map<String, String> attributes,
            Map<String, RecordReference> references,
            @Nullable String name,
            @Nullable String description,
            UUID associationId,
            @Nullable UUID nextContactId,
            @Nullable String disconnectReason,
            @Nullable String queueName,
            @Nullable String username,
            @Nullable Map<UUID, String> hierarchyGroupNames,
            @Nullable UUID routingProfileId,
            @Nullable String routingProfileName,
            @Nullable Instant scheduledAt,
            @Nullable Instant lastPausedAt,
            @Nullable Instant lastResumedAt,
            int totalPauseCount,
            long totalPauseMilliseconds,
            long agentPauseMilliseconds,
            Instant lastUpdatedAt) {}

    /** A reference of the contact. */
    record RecordReference(
            String type, @Nullable String value, @Nullable String status) {}
}
