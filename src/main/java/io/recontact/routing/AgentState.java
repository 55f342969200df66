package io.recontact.routing;

import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status of an agent at one moment.
 *
 * @param next what it changes to when nothing is left of the agent's contacts
 */
public record AgentState(
        UserId agent,
        AgentStatusId status,
        Instant since,
        @Nullable AgentStatusId next) {}
