package io.recontact.flow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The point that the flow of a contact has reached.
 *
 * @param flow the flow or flow module whose content runs
 * @param name its name when it was published
 * @param action the identifier of the next action, or of the one that waits; null before the first one
 */
public record FlowPosition(UUID flow, String name, @Nullable String action) {}
