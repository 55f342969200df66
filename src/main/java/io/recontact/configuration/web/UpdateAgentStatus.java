package io.recontact.configuration.web;

import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusUpdate;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateAgentStatus.html">UpdateAgentStatus</a>.
 */
interface UpdateAgentStatus {

    record Request(
            @Size(min = 1, max = 127) @Nullable String name,
            @Size(max = 250) @Nullable String description,
            AgentStatus.@Nullable State state,
            @Min(1) @Max(50) @Nullable Integer displayOrder,
            @Nullable Boolean resetOrderNumber) {

        AgentStatusUpdate toUpdate() {
            return new AgentStatusUpdate(name, description, state, displayOrder, Boolean.TRUE.equals(resetOrderNumber));
        }
    }
}
