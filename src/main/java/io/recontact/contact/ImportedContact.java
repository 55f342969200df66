package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact that happened elsewhere and has ended. The components are the columns of table {@code contact}, under the
 * same names. Constraints of the table that a caller has to know: the first contact of a session has no previous
 * contact and every later one has; a queue and the time of entering it come together, and so do an agent and the time
 * of accepting.
 *
 * @param associationId the root of the tree of related contacts
 * @param attributes empty for later contacts of a session, which share those of the first one
 * @param disconnectedAt not before {@code initiatedAt}
 * @param agentHierarchyGroups the hierarchy groups of the agent, from level 1
 * @param totalPauseCount from 0 to 10
 */
public record ImportedContact(
        UUID id,
        UUID initialContactId,
        @Nullable UUID previousContactId,
        @Nullable UUID relatedContactId,
        UUID associationId,
        Channel channel,
        InitiationMethod initiationMethod,
        @Nullable String name,
        @Nullable String description,
        @Nullable String customerId,
        Map<String, String> attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        Map<String, Reference> contactReferences,
        Map<String, String> tags,

        @Nullable Instant scheduledAt,

        Instant initiatedAt,

        @Nullable Instant connectedToSystemAt,

        Instant disconnectedAt,
        @Nullable DisconnectReason disconnectReason,
        Instant lastUpdatedAt,
        @Nullable UUID queueId,

        @Nullable Instant enqueuedAt,

        @Nullable Long queuePriority,
        @Nullable Integer queueTimeAdjustmentSeconds,
        @Nullable UUID agentId,
        @Nullable List<UUID> agentHierarchyGroups,

        @Nullable Instant connectedToAgentAt,

        @Nullable Instant afterContactWorkStartedAt,

        @Nullable Instant afterContactWorkEndedAt,

        @Nullable Instant lastPausedAt,

        @Nullable Instant lastResumedAt,

        int totalPauseCount,
        long totalPauseMilliseconds,
        @Nullable ChatMetrics chatMetrics) {

    /** Returns true if this contact begins its session. */
    public boolean isFirst() {
        return id.equals(initialContactId);
    }
}
