package io.recontact.directory.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.directory.FlowStatus;
import io.recontact.directory.FlowType;
import io.recontact.wire.Arns;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlow.html">DescribeContactFlow</a>.
 */
interface DescribeContactFlow {

    record Response(ContactFlow contactFlow) {

        static Response of(io.recontact.directory.ContactFlow flow, FlowStatus status, String content, Arns arns) {
            return new Response(new ContactFlow(
                    arns.contactFlow(flow.instance(), flow.id().value()),
                    flow.id().toString(),
                    flow.name(),
                    flow.type(),
                    flow.state(),
                    status,
                    flow.description(),
                    content,
                    flow.tags(),
                    ContentDigest.of(content),
                    flow.lastModifiedAt(),
                    arns.region()));
        }
    }

    record ContactFlow(
            String arn,
            String id,
            String name,
            FlowType type,
            io.recontact.directory.ContactFlow.State state,
            FlowStatus status,
            @Nullable String description,
            String content,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            String flowContentSha256,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
