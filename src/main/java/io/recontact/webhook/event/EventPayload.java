package io.recontact.webhook.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.QueueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An event of EventBridge: its envelope, with the <a
 * href="https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html">contact events data model</a> as the
 * detail. Names of members begin with a lower-case letter, unlike those of the API.
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record EventPayload(
        String version,
        String id,
        @JsonProperty("detail-type") String detailType,
        String source,
        String account,
        String time,
        String region,
        List<String> resources,
        Detail detail) {

    @JsonNaming(LowerCamelCaseStrategy.class)
    record Detail(
            String eventType,
            String contactId,
            @Nullable String initialContactId,
            @Nullable String previousContactId,
            @Nullable String relatedContactId,
            Channel channel,
            String instanceArn,
            InitiationMethod initiationMethod,
            String initiationTimestamp,
            @Nullable String connectedToSystemTimestamp,
            @Nullable QueueInfo queueInfo,
            @Nullable AgentInfo agentInfo,
            @Nullable String disconnectTimestamp,
            @Nullable List<String> updatedProperties,
            Map<String, String> tags,
            @Nullable String customerId,
            Map<String, EventSegmentAttribute> segmentAttributes,
            @Nullable EventChatMetrics chatMetrics) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record QueueInfo(String queueArn, QueueType queueType, String enqueueTimestamp) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record AgentInfo(
            String agentArn,
            String connectedToAgentTimestamp,
            @Nullable Map<String, HierarchyGroup> hierarchyGroups,
            @Nullable String afterContactWorkStartTimestamp,
            @Nullable String afterContactWorkEndTimestamp,
            @Nullable Long afterContactWorkDuration) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record HierarchyGroup(String arn) {}
}
