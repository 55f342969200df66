package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.NewContactFlow;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlow.html">CreateContactFlow</a>.
 */
interface CreateContactFlow {

    /** Maximum number of characters of a flow's content. */
    int MAX_CONTENT = 256_000;

    record Request(
            @NotNull @Size(min = 1, max = 127) String name,
            @NotNull ContactFlowType type,
            @Size(max = 500) @Nullable String description,
            @NotNull @Size(min = 1, max = MAX_CONTENT) String content,
            @Nullable ContactFlowStatus status,
            @Tags @Nullable Map<String, String> tags) {

        NewContactFlow toNewFlow() {
            return new NewContactFlow(
                    name, type, description, content, status == null ? ContactFlowStatus.PUBLISHED : status, tags);
        }
    }

    record Response(String contactFlowId, String contactFlowArn, String flowContentSha256) {}
}
