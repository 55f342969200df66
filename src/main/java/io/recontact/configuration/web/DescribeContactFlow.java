package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlow.html">DescribeContactFlow</a>.
 */
interface DescribeContactFlow {

    record Response(ContactFlow contactFlow) {

        static Response of(
                io.recontact.configuration.ContactFlow flow, ContactFlowStatus status, String content, Arns arns) {
            return new Response(new ContactFlow(
                    flow.arn(arns),
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
            ContactFlowType type,
            io.recontact.configuration.ContactFlow.State state,
            ContactFlowStatus status,
            @Nullable String description,
            String content,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            String flowContentSha256,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
