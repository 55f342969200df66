package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeQueue.html">DescribeQueue</a>.
 */
interface DescribeQueue {

    record Response(Queue queue) {}

    record Queue(
            String name,
            String queueArn,
            String queueId,
            @Nullable String description,
            CreateQueue.@Nullable OutboundCallerConfig outboundCallerConfig,
            CreateQueue.@Nullable OutboundEmailConfig outboundEmailConfig,
            @Nullable String hoursOfOperationId,
            @Nullable Integer maxContacts,
            io.recontact.configuration.Queue.Status status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static Queue of(io.recontact.configuration.Queue queue, Arns arns) {
            var hours = queue.hoursOfOperationId();
            var address = queue.email().outboundAddressId();
            var caller = queue.outboundCaller();
            return new Queue(
                    queue.name(),
                    queue.arn(arns),
                    queue.id().toString(),
                    queue.description(),
                    caller == null ? null : CreateQueue.OutboundCallerConfig.of(caller),
                    address == null ? null : new CreateQueue.OutboundEmailConfig(address),
                    hours == null ? null : hours.toString(),
                    queue.maxContacts(),
                    queue.status(),
                    queue.tags(),
                    queue.lastModifiedAt(),
                    arns.region());
        }
    }
}
