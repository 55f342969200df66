package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.RoutingProfile.AvailabilityTimer;
import io.recontact.configuration.RoutingProfile.QueueReference;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeRoutingProfile.html">DescribeRoutingProfile</a>.
 */
interface DescribeRoutingProfile {

    record Response(RoutingProfile routingProfile) {}

    record RoutingProfile(
            String instanceId,
            String name,
            String routingProfileArn,
            String routingProfileId,
            @Nullable String description,
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
            List<String> associatedManualAssignmentQueueIds) {

        static RoutingProfile of(io.recontact.configuration.RoutingProfile profile, long users, Arns arns) {
            var queues = ids(profile.queues().stream().map(ServedQueue::reference));
            var manualQueues = ids(profile.manualAssignmentQueues().stream());
            return new RoutingProfile(
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
                    queues.size(),
                    manualQueues.size(),
                    users,
                    profile.agentAvailabilityTimer(),
                    profile.lastModifiedAt(),
                    arns.region(),
                    queues,
                    manualQueues);
        }

        /** A profile may have a queue for several channels. */
        private static List<String> ids(Stream<QueueReference> references) {
            return references
                    .map(reference -> reference.queueId().toString())
                    .distinct()
                    .toList();
        }
    }
}
