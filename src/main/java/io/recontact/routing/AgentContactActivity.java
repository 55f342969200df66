package io.recontact.routing;

import io.recontact.configuration.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state that a contact has, or had, with an agent.
 *
 * @param agent the user, who may be deleted
 * @param followedBy the next state with this agent; null if there is none, or none yet
 * @param until when the state ended; null if it is the present one
 */
public record AgentContactActivity(
        UserId agent,
        AgentContactState state,
        @Nullable AgentContactState followedBy,
        Instant since,
        @Nullable Instant until) {}
