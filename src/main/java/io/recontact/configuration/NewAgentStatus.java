package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create an agent status. CreateAgentStatus always creates one of the type CUSTOM. */
public record NewAgentStatus(
        String name,
        @Nullable String description,
        AgentStatus.Type type,
        AgentStatus.State state,
        @Nullable Integer displayOrder,
        @Nullable Map<String, String> tags) {}
