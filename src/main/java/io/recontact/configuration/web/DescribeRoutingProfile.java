package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.RoutingProfile.AvailabilityTimer;
import io.recontact.configuration.RoutingProfile.ManualAssignmentQueue;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeRoutingProfile.html">DescribeRoutingProfile</a>.
 */
interface DescribeRoutingProfile {

    record Response(RoutingProfile routingProfile) {

        static Response of(io.recontact.configuration.RoutingProfile profile, long users, Arns arns) {
            var queues = profile.queues().stream()
                    .map(ServedQueue::queueId)
                    .distinct()
                    .toList();
            var manualQueues = profile.manualAssignmentQueues().stream()
                    .map(ManualAssignmentQueue::queueId)
                    .distinct()
                    .toList();
            return new Response(new RoutingProfile(
                    profile.instance().toString(),
                    profile.name(),
                    profile.arn(arns),
                    profile.id().toString(),
                    profile.description(),
                    profile.concurrencies().stream()
                            .map(CreateRoutingProfile.MediaConcurrency::of)
                            .toList(),
                    profile.defaultOutboundQueueId().toString(),
                    profile.tags(),
                    (long) queues.size(),
                    (long) manualQueues.size(),
                    users,
                    profile.agentAvailabilityTimer(),
                    profile.lastModifiedAt(),
                    arns.region(),
                    queues.stream().map(UUID::toString).toList(),
                    manualQueues.stream().map(UUID::toString).toList()));
        }
    }

    record RoutingProfile(
            String instanceId,
            String name,
            String routingProfileArn,
            String routingProfileId,
            String description,
            List<CreateRoutingProfile.MediaConcurrency> mediaConcurrencies,
            String defaultOutboundQueueId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            long numberOfAssociatedQueues,
            long numberOfAssociatedManualAssignmentQueues,
            long numberOfAssociatedUsers,
            AvailabilityTimer agentAvailabilityTimer,
            Instant lastModifiedTime,
            String lastModifiedRegion,
            List<String> associatedQueueIds,
            List<String> associatedManualAssignmentQueueIds) {}
}
