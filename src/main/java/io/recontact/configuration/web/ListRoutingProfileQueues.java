package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.configuration.Queue;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListRoutingProfileQueues.html">ListRoutingProfileQueues</a>.
 */
interface ListRoutingProfileQueues {

    record Response(
            List<RoutingProfileQueueConfigSummary> routingProfileQueueConfigSummaryList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}

    record RoutingProfileQueueConfigSummary(
            String queueId, String queueArn, String queueName, int priority, int delay, Channel channel) {

        static RoutingProfileQueueConfigSummary of(ServedQueue served, Queue queue, Arns arns) {
            var id = queue.id().value();
            return new RoutingProfileQueueConfigSummary(
                    id.toString(), queue.arn(arns), queue.name(), served.priority(), served.delay(), served.channel());
        }
    }
}
