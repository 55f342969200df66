package io.recontact.configuration.web;

import io.recontact.configuration.NewContactFlowModule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowModule.html">CreateContactFlowModule</a>.
 */
interface CreateContactFlowModule {

    /** Names and descriptions must not be blank. */
    String NOT_BLANK = "(?s).*\\S.*";

    record Request(
            @NotNull @Size(min = 1, max = 127) @Pattern(regexp = NOT_BLANK) String name,

            @Size(max = 500) @Pattern(regexp = NOT_BLANK) @Nullable String description,

            @NotNull @Size(min = 1, max = CreateContactFlow.MAX_CONTENT) String content,

            @Tags @Nullable Map<String, String> tags,
            @Size(max = 500) @Nullable String clientToken,

            @Size(max = CreateContactFlow.MAX_CONTENT) @Nullable String settings,

            @Valid @Nullable ExternalInvocationConfiguration externalInvocationConfiguration) {

        NewContactFlowModule toNewModule() {
            return new NewContactFlowModule(
                    name,
                    description,
                    content,
                    settings,
                    externalInvocationConfiguration == null ? null : externalInvocationConfiguration.enabled(),
                    tags);
        }
    }

    record ExternalInvocationConfiguration(@Nullable Boolean enabled) {}

    record Response(String id, String arn) {}
}
