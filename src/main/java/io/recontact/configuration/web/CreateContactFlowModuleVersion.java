package io.recontact.configuration.web;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowModuleVersion.html">CreateContactFlowModuleVersion</a>.
 */
interface CreateContactFlowModuleVersion {

    record Request(
            @Size(max = 500) @Pattern(regexp = CreateContactFlowModule.NOT_BLANK) @Nullable String description,

            @Size(min = 1, max = 64) @Pattern(regexp = CreateContactFlowVersion.SHA_256) @Nullable String flowModuleContentSha256) {}

    record Response(String contactFlowModuleArn, long version) {}
}
