package io.recontact.webhook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">contact record</a> as Amazon
 * Connect streams it. Members without a value are null, as there. Durations are seconds.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ContactRecord(
        @JsonProperty("AWSAccountId") String awsAccountId,
        @JsonProperty("AWSContactTraceRecordFormatVersion") String formatVersion,
        @Nullable Agent agent,
        Map<String, String> attributes,
        Channel channel,
        @Nullable Object chatMetrics,
        @Nullable String connectedToSystemTimestamp,
        String contactAssociationId,
        Map<String, String> contactDetails,
        String contactId,
        @Nullable String customerId,
        @Nullable String disconnectReason,
        String disconnectTimestamp,
        @Nullable String initialContactId,
        InitiationMethod initiationMethod,
        String initiationTimestamp,
        @JsonProperty("InstanceARN") String instanceArn,
        @Nullable String lastPausedTimestamp,
        @Nullable String lastResumedTimestamp,
        String lastUpdateTimestamp,
        @Nullable String nextContactId,
        @Nullable String previousContactId,
        @Nullable Queue queue,
        List<Reference> references,
        @Nullable String relatedContactId,
        @Nullable String scheduledTimestamp,
        Object segmentAttributes,
        Map<String, String> tags,
        int totalPauseCount,
        long totalPauseDurationInSeconds,
        @Nullable String transferCompletedTimestamp) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Agent(
            @JsonProperty("ARN") String arn,
            @Nullable Long afterContactWorkDuration,
            @Nullable String afterContactWorkEndTimestamp,
            @Nullable String afterContactWorkStartTimestamp,
            long agentInteractionDuration,
            long agentPauseDuration,
            String connectedToAgentTimestamp,
            long customerHoldDuration,
            @Nullable Map<String, HierarchyGroup> hierarchyGroups,
            long longestHoldDuration,
            int numberOfHolds,
            @Nullable RoutingProfile routingProfile,
            @Nullable String username) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record HierarchyGroup(
            @JsonProperty("ARN") String arn, @Nullable String groupName) {}

    record RoutingProfile(
            @JsonProperty("ARN") String arn, @Nullable String name) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Queue(
            @JsonProperty("ARN") String arn,
            String dequeueTimestamp,
            long duration,
            String enqueueTimestamp,
            @Nullable String name) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Reference(
            String name,
            String type,
            @Nullable String value,
            @Nullable String status) {}
}
