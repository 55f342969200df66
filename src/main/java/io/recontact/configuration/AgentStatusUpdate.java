package io.recontact.configuration;

import org.jspecify.annotations.Nullable;

/**
 * The changes of UpdateAgentStatus; null members stay as they are.
 *
 * @param displayOrder the new position in the list that agents choose from, from 1 to 50
 * @param resetOrderNumber whether the status loses its position
 */
public record AgentStatusUpdate(
        @Nullable String name,
        @Nullable String description,
        AgentStatus.@Nullable State state,
        @Nullable Integer displayOrder,
        boolean resetOrderNumber) {}
