package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.ContentDigest;
import io.recontact.configuration.VersionedContent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlow.html">DescribeContactFlow</a>.
 */
interface DescribeContactFlow {

    record Response(ContactFlow contactFlow) {}

    /** A flow; Search operations leave out the content, which may be large. */
    record ContactFlow(
            String arn,
            String id,
            String name,
            ContactFlowType type,
            io.recontact.configuration.ContactFlow.State state,
            ContactFlowStatus status,
            @Nullable String description,
            @Nullable String content,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            @Nullable String flowContentSha256,
            @Nullable Long version,
            @Nullable String versionDescription,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static ContactFlow of(
                io.recontact.configuration.ContactFlow flow, @Nullable VersionedContent content, Arns arns) {
            return new ContactFlow(
                    flow.arn(arns),
                    flow.id().toString(),
                    flow.name(),
                    flow.type(),
                    flow.state(),
                    content == null ? flow.status() : content.status(),
                    flow.description(),
                    content == null ? null : content.content(),
                    flow.tags(),
                    content == null ? null : ContentDigest.of(content.content()),
                    content == null ? null : content.versionNumber(),
                    content == null ? null : content.versionDescription(),
                    flow.lastModifiedAt(),
                    arns.region());
        }
    }
}
