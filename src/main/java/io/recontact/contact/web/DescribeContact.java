package io.recontact.contact.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.contact.ChatMetrics;
import io.recontact.contact.ContactView;
import io.recontact.contact.SegmentAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContact.html">DescribeContact</a>.
 */
interface DescribeContact {

    record Response(Contact contact) {

        static Response of(ContactView contact, InstanceId instance, Arns arns) {
            var isFirst = contact.previousContactId() == null;
            var pauses = contact.pauses();
            return new Response(new Contact(
                    arns.of(instance, new ContactId(contact.id())),
                    contact.id(),
                    // "If this contact is related to other contacts": the first contact of a session has no
                    // InitialContactId.
                    isFirst ? null : contact.session().value(),
                    contact.previousContactId(),
                    contact.associationId(),
                    contact.initiationMethod(),
                    contact.name(),
                    contact.description(),
                    contact.channel(),
                    contact.initiatedAt(),
                    contact.connectedToSystemAt(),
                    contact.disconnectedAt(),
                    contact.disconnectReason(),
                    contact.lastUpdatedAt(),
                    contact.scheduledAt(),
                    pauses == null ? null : pauses.lastPausedAt(),
                    pauses == null ? null : pauses.lastResumedAt(),
                    pauses == null ? null : pauses.count(),
                    pauses == null
                            ? null
                            : Math.toIntExact(
                                    pauses.total(contact.disconnectedAt()).toSeconds()),
                    contact.relatedContactId(),
                    QueueInfo.of(contact.queued()),
                    contact.queuePriority(),
                    contact.queueTimeAdjustmentSeconds(),
                    AgentInfo.of(contact.accepted()),
                    contact.customerId(),
                    tags(contact.tags(), instance),
                    contact.segmentAttributes(),
                    contact.attributes(),
                    contact.chatMetrics()));
        }

        /** "Contact tags include AWS generated tags"; here that is the tag of the instance. */
        private static Map<String, String> tags(Map<String, String> ofUser, InstanceId instance) {
            var tags = new HashMap<>(ofUser);
            tags.put("aws:connect:instanceId", instance.toString());
            return tags;
        }
    }

    record Contact(
            String arn,
            UUID id,
            @Nullable UUID initialContactId,
            @Nullable UUID previousContactId,
            UUID contactAssociationId,
            InitiationMethod initiationMethod,
            @Nullable String name,
            @Nullable String description,
            Channel channel,
            Instant initiationTimestamp,
            @Nullable Instant connectedToSystemTimestamp,
            @Nullable Instant disconnectTimestamp,
            @Nullable DisconnectReason disconnectReason,
            Instant lastUpdateTimestamp,
            @Nullable Instant scheduledTimestamp,
            @Nullable Instant lastPausedTimestamp,
            @Nullable Instant lastResumedTimestamp,
            @Nullable Integer totalPauseCount,
            @Nullable Integer totalPauseDurationInSeconds,
            @Nullable UUID relatedContactId,
            @Nullable QueueInfo queueInfo,
            @Nullable Long queuePriority,
            @Nullable Integer queueTimeAdjustmentSeconds,
            @Nullable AgentInfo agentInfo,
            @Nullable String customerId,
            Map<String, String> tags,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, SegmentAttribute> segmentAttributes,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> attributes,
            @Nullable ChatMetrics chatMetrics) {}

    /** "If this contact was queued, this contains information about the queue." */
    record QueueInfo(UUID id, Instant enqueueTimestamp) {

        static @Nullable QueueInfo of(ContactView.@Nullable Queued queued) {
            return queued == null ? null : new QueueInfo(queued.queue(), queued.at());
        }
    }

    /** "Information about the agent who accepted the contact." */
    record AgentInfo(
            UUID id,
            Instant acceptedByAgentTimestamp,
            Instant connectedToAgentTimestamp,
            @Nullable Integer afterContactWorkDuration,
            @Nullable Instant afterContactWorkStartTimestamp,
            @Nullable Instant afterContactWorkEndTimestamp) {

        static @Nullable AgentInfo of(ContactView.@Nullable Accepted accepted) {
            if (accepted == null) {
                return null;
            }
            var start = accepted.afterContactWorkStartedAt();
            var end = accepted.afterContactWorkEndedAt();
            return new AgentInfo(
                    accepted.agent(),
                    accepted.at(),
                    accepted.at(),
                    start == null || end == null
                            ? null
                            : Math.toIntExact(Duration.between(start, end).toSeconds()),
                    start,
                    end);
        }
    }
}
