package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.configuration.Queue;
import io.recontact.configuration.RoutingProfile.QueueReference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListRoutingProfileManualAssignmentQueues.html">ListRoutingProfileManualAssignmentQueues</a>.
 */
interface ListRoutingProfileManualAssignmentQueues {

    record Response(
            List<RoutingProfileManualAssignmentQueueConfigSummary> routingProfileManualAssignmentQueueConfigSummaryList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}

    record RoutingProfileManualAssignmentQueueConfigSummary(
            String queueId, String queueArn, String queueName, Channel channel) {

        static RoutingProfileManualAssignmentQueueConfigSummary of(QueueReference reference, Queue queue, Arns arns) {
            return new RoutingProfileManualAssignmentQueueConfigSummary(
                    queue.id().toString(), queue.arn(arns), queue.name(), reference.channel());
        }
    }
}
