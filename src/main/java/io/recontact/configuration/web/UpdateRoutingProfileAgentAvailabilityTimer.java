package io.recontact.configuration.web;

import io.recontact.configuration.RoutingProfile;
import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileAgentAvailabilityTimer.html">UpdateRoutingProfileAgentAvailabilityTimer</a>.
 */
interface UpdateRoutingProfileAgentAvailabilityTimer {

    record Request(@NotNull RoutingProfile.AvailabilityTimer agentAvailabilityTimer) {}
}
