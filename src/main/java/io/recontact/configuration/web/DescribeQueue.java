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

    /** Queues cannot be disabled in this service. */
    String ENABLED = "ENABLED";

    record Response(Queue queue) {

        static Response of(io.recontact.configuration.Queue queue, Arns arns) {
            var id = queue.id().value();
            var hours = queue.hoursOfOperationId();
            var email = queue.email();
            var caller = queue.outboundCaller();
            return new Response(new Queue(
                    queue.name(),
                    queue.arn(arns),
                    id.toString(),
                    queue.description(),
                    caller == null ? null : CreateQueue.OutboundCallerConfig.of(caller),
                    email == null || email.outboundAddressId() == null
                            ? null
                            : new CreateQueue.OutboundEmailConfig(email.outboundAddressId()),
                    hours == null ? null : hours.toString(),
                    queue.maxContacts(),
                    ENABLED,
                    queue.tags(),
                    queue.lastModifiedAt(),
                    arns.region()));
        }
    }

    record Queue(
            String name,
            String queueArn,
            String queueId,
            @Nullable String description,
            CreateQueue.@Nullable OutboundCallerConfig outboundCallerConfig,
            CreateQueue.@Nullable OutboundEmailConfig outboundEmailConfig,
            @Nullable String hoursOfOperationId,
            @Nullable Integer maxContacts,
            String status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
