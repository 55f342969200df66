package io.recontact.contact.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceType;
import io.recontact.contact.ChatMetrics;
import io.recontact.contact.ContactView;
import io.recontact.contact.RoutingExpression;
import io.recontact.contact.SegmentAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContact.html">DescribeContact</a>.
 */
interface DescribeContact {

    record Response(Contact contact) {

        static Response of(ContactView contact, InstanceId instance, Arns arns, Instant now) {
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
                    RoutingCriteria.of(
                            contact.routing(),
                            contact.accepted() == null
                                    ? null
                                    : contact.accepted().at(),
                            contact.disconnectedAt(),
                            now),
                    AgentInfo.of(contact, instance, arns),
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
            @Nullable RoutingCriteria routingCriteria,
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

    /** "Latest routing criteria on the contact." */
    record RoutingCriteria(List<Step> steps, @Nullable Instant activationTimestamp, int index) {

        /**
         * Returns the criteria with the statuses of their steps.
         *
         * @param acceptedAt when an agent accepted the contact; null if none has
         * @param endedAt when the contact ended; null if it is active
         */
        static @Nullable RoutingCriteria of(
                ContactView.@Nullable Routing routing,
                @Nullable Instant acceptedAt,
                @Nullable Instant endedAt,
                Instant now) {
            return routing == null
                    ? null
                    : new RoutingCriteria(
                            Step.all(routing, acceptedAt, endedAt == null ? now : endedAt),
                            routing.activatedAt(),
                            routing.index());
        }
    }

    record Step(@Nullable Expiry expiry, RoutingExpression expression, RoutingCriteriaStepStatus status) {

        /**
         * Computes the statuses from the durations, as routing does, at the moment of the acceptance or at the given
         * one.
         */
        static List<Step> all(ContactView.Routing routing, @Nullable Instant acceptedAt, Instant now) {
            var at = acceptedAt == null ? now : acceptedAt;
            var steps = new ArrayList<Step>();
            var begins = routing.activatedAt();
            for (var step : routing.criteria().steps()) {
                var seconds = step.durationInSeconds();
                var ends = begins == null || seconds == null ? null : begins.plusSeconds(seconds);
                steps.add(new Step(
                        seconds == null ? null : new Expiry(seconds, ends),
                        step.expression(),
                        RoutingCriteriaStepStatus.of(begins, ends, at, acceptedAt != null)));
                begins = ends;
            }
            return steps;
        }
    }

    record Expiry(int durationInSeconds, @Nullable Instant expiryTimestamp) {}

    enum RoutingCriteriaStepStatus {
        ACTIVE,
        INACTIVE,
        JOINED,
        EXPIRED;

        private static RoutingCriteriaStepStatus of(
                @Nullable Instant begins, @Nullable Instant ends, Instant at, boolean isAccepted) {
            if (begins == null || begins.isAfter(at)) {
                return INACTIVE;
            }
            if (ends != null && !ends.isAfter(at)) {
                return EXPIRED;
            }
            return isAccepted ? JOINED : ACTIVE;
        }
    }

    /** "Information about the agent who accepted the contact." */
    record AgentInfo(
            UUID id,
            Instant acceptedByAgentTimestamp,
            Instant connectedToAgentTimestamp,
            @Nullable Integer agentPauseDurationInSeconds,
            @Nullable HierarchyGroups hierarchyGroups,
            @Nullable Integer afterContactWorkDuration,
            @Nullable Instant afterContactWorkStartTimestamp,
            @Nullable Instant afterContactWorkEndTimestamp) {

        static @Nullable AgentInfo of(ContactView contact, InstanceId instance, Arns arns) {
            var accepted = contact.accepted();
            if (accepted == null) {
                return null;
            }
            var pauses = contact.pauses();
            var start = accepted.afterContactWorkStartedAt();
            var end = accepted.afterContactWorkEndedAt();
            return new AgentInfo(
                    accepted.agent(),
                    accepted.at(),
                    accepted.at(),
                    pauses == null
                            ? null
                            : Math.toIntExact(
                                    pauses.ofAgent(contact.disconnectedAt()).toSeconds()),
                    HierarchyGroups.of(accepted.hierarchyGroups(), instance, arns),
                    start == null || end == null
                            ? null
                            : Math.toIntExact(Duration.between(start, end).toSeconds()),
                    start,
                    end);
        }
    }

    /** "The agent hierarchy groups for the agent": those that it had when it accepted the contact. */
    record HierarchyGroups(
            @Nullable AgentHierarchyGroup level1,
            @Nullable AgentHierarchyGroup level2,
            @Nullable AgentHierarchyGroup level3,
            @Nullable AgentHierarchyGroup level4,
            @Nullable AgentHierarchyGroup level5) {

        static @Nullable HierarchyGroups of(List<UUID> groups, InstanceId instance, Arns arns) {
            if (groups.isEmpty()) {
                return null;
            }
            var levels = new @Nullable AgentHierarchyGroup[5];
            for (int i = 0; i < groups.size(); i++) {
                levels[i] = new AgentHierarchyGroup(arns.of(instance, ResourceType.HIERARCHY_GROUP, groups.get(i)));
            }
            return new HierarchyGroups(levels[0], levels[1], levels[2], levels[3], levels[4]);
        }
    }

    record AgentHierarchyGroup(String arn) {}
}
