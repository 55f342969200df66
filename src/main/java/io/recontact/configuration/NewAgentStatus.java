package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateAgentStatus asks for, which is always a {@link AgentStatus.Type#CUSTOM} one, or a new instance. */
public record NewAgentStatus(
        String name,
        @Nullable String description,
        AgentStatus.Type type,
        AgentStatus.State state,
        @Nullable Integer displayOrder,
        Map<String, String> tags) {

    /** Keeps its own copy of the tags. */
    public NewAgentStatus {
        tags = Map.copyOf(tags);
    }
}
