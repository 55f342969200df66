package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
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

        static QueueSummary of(InstanceId instance, io.recontact.configuration.QueueSummary row, Arns arns) {
            var arn = arns.queue(instance, row.type(), row.id());
            return new QueueSummary(
                    row.id().toString(), arn, row.name(), row.type(), row.lastModifiedAt(), arns.region());
        }
    }
}
