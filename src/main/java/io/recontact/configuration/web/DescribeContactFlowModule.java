package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContentDigest;
import io.recontact.configuration.VersionedContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlowModule.html">DescribeContactFlowModule</a>.
 */
interface DescribeContactFlowModule {

    record Response(ContactFlowModule contactFlowModule) {}

    /** A flow module; Search operations leave out the content, which may be large. */
    record ContactFlowModule(
            String arn,
            String id,
            String name,
            @Nullable String content,
            @Nullable String description,
            ContactFlow.State state,
            ContactFlowStatus status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            @Nullable String flowModuleContentSha256,
            @Nullable Long version,
            @Nullable String versionDescription,
            @Nullable String settings,
            CreateContactFlowModule.@Nullable ExternalInvocationConfiguration externalInvocationConfiguration) {

        static ContactFlowModule of(
                io.recontact.configuration.ContactFlowModule module, @Nullable VersionedContent content, Arns arns) {
            return new ContactFlowModule(
                    module.arn(arns),
                    module.id().toString(),
                    module.name(),
                    content == null ? null : content.content(),
                    module.description(),
                    module.state(),
                    content == null ? module.status() : content.status(),
                    module.tags(),
                    content == null ? null : ContentDigest.of(content.content()),
                    content == null ? null : content.versionNumber(),
                    content == null ? null : content.versionDescription(),
                    content == null ? null : content.settings(),
                    module.externalInvocation() == null
                            ? null
                            : new CreateContactFlowModule.ExternalInvocationConfiguration(module.externalInvocation()));
        }
    }
}
