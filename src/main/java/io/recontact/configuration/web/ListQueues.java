package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.QueueType;
import io.recontact.configuration.Queue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQueues.html">ListQueues</a>.
 */
interface ListQueues {

    record Response(
            List<QueueSummary> queueSummaryList, @Nullable String nextToken) {}

    record QueueSummary(
            String id,
            String arn,
            String name,
            QueueType queueType,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static QueueSummary of(Queue queue, Arns arns) {
            return new QueueSummary(
                    queue.id().toString(),
                    queue.arn(arns),
                    queue.name(),
                    queue.type(),
                    queue.lastModifiedAt(),
                    arns.region());
        }
    }
}
