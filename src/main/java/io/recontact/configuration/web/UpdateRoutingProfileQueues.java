package io.recontact.configuration.web;

import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileQueueConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileQueues.html">UpdateRoutingProfileQueues</a>.
 */
interface UpdateRoutingProfileQueues {

    record Request(@NotNull @Size(min = 1, max = 10) List<@NotNull @Valid RoutingProfileQueueConfig> queueConfigs) {}
}
