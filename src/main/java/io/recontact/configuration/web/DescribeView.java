package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContentDigest;
import io.recontact.configuration.VersionedContent;
import io.recontact.configuration.ViewType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeView.html">DescribeView</a>.
 */
interface DescribeView {

    record Response(View view) {}

    /** A view; Search operations leave out the content, which may be large. */
    record View(
            String id,
            String arn,
            String name,
            ContactFlowStatus status,
            ViewType type,
            @Nullable String description,
            int version,
            @Nullable String versionDescription,
            @Nullable ViewContent content,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant createdTime,
            Instant lastModifiedTime,
            @Nullable String viewContentSha256) {

        static View of(io.recontact.configuration.View view, @Nullable VersionedContent content, Arns arns) {
            var version = content == null ? null : content.version();
            return new View(
                    view.id().toString(),
                    view.arn(arns),
                    view.name(),
                    content == null ? view.status() : content.status(),
                    ViewType.CUSTOMER_MANAGED,
                    view.description(),
                    version == null ? view.lastVersion() : version.number(),
                    version == null ? null : version.description(),
                    content == null ? null : ViewContent.of(content.content()),
                    view.tags(),
                    view.createdAt(),
                    view.lastModifiedAt(),
                    content == null ? null : ContentDigest.of(content.content()));
        }
    }

    record ViewContent(String inputSchema, @Nullable String template, List<String> actions) {

        static ViewContent of(String stored) {
            var content = io.recontact.configuration.ViewContent.read(stored);
            return new ViewContent(content.inputSchema(), content.template(), content.actions());
        }
    }
}
