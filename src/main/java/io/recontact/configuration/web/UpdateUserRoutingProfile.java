package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserRoutingProfile.html">UpdateUserRoutingProfile</a>.
 */
interface UpdateUserRoutingProfile {

    record Request(@NotNull String routingProfileId) {}
}
