package io.recontact.configuration.web;

import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.NewAgentStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateAgentStatus.html">CreateAgentStatus</a>.
 */
interface CreateAgentStatus {

    record Request(
            @NotNull @Size(min = 1, max = 127) String name,
            @Size(min = 1, max = 250) @Nullable String description,
            @NotNull AgentStatus.State state,
            @Min(1) @Max(50) @Nullable Integer displayOrder,
            @Tags @Nullable Map<String, String> tags) {

        NewAgentStatus toNewAgentStatus() {
            return new NewAgentStatus(name, description, AgentStatus.Type.CUSTOM, state, displayOrder, tags);
        }
    }

    record Response(String agentStatusARN, String agentStatusId) {}
}
