package io.recontact.contact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * A contact that happened elsewhere and has ended. The components are the columns of table {@code contact}, under the
 * same names; {@link ContactImportService} writes them as they are. Constraints of the table that a caller has to know:
 * the first contact of a session has no previous contact and every later one has; a queue and the time of entering it
 * come together, and so do an agent and the time of accepting.
 *
 * @param associationId the root of the tree of related contacts
 * @param attributes empty for later contacts of a session, which share those of the first one
 * @param disconnectedAt not before {@code initiatedAt}
 * @param agentHierarchyGroups the hierarchy groups of the agent, from level 1
 * @param totalPauseCount from 0 to 10
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
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

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant scheduledAt,

        @JsonSerialize(using = ToStringSerializer.class) Instant initiatedAt,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant connectedToSystemAt,

        @JsonSerialize(using = ToStringSerializer.class) Instant disconnectedAt,
        @Nullable DisconnectReason disconnectReason,
        @JsonSerialize(using = ToStringSerializer.class) Instant lastUpdatedAt,
        @Nullable UUID queueId,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant enqueuedAt,

        @Nullable Long queuePriority,
        @Nullable Integer queueTimeAdjustmentSeconds,
        @Nullable UUID agentId,
        @Nullable List<UUID> agentHierarchyGroups,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant connectedToAgentAt,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant afterContactWorkStartedAt,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant afterContactWorkEndedAt,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant lastPausedAt,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant lastResumedAt,

        int totalPauseCount,
        long totalPauseMilliseconds,
        @Nullable ChatMetrics chatMetrics) {

    /** Returns true if this contact begins its session. */
    @JsonIgnore
    public boolean isFirst() {
        return id.equals(initialContactId);
    }
}
