package io.recontact.configuration.web;

import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileManualAssignmentQueueConfig;
import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileQueueConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateRoutingProfileQueues.html">AssociateRoutingProfileQueues</a>.
 */
interface AssociateRoutingProfileQueues {

    record Request(
            @Size(min = 1, max = 10) @Nullable List<@NotNull @Valid RoutingProfileQueueConfig> queueConfigs,

            @Size(min = 1, max = 10) @Nullable List<@NotNull @Valid RoutingProfileManualAssignmentQueueConfig> manualAssignmentQueueConfigs) {

        void requireQueues() {
            if (queueConfigs == null && manualAssignmentQueueConfigs == null) {
                throw new InvalidRequestException("QueueConfigs or ManualAssignmentQueueConfigs is required");
            }
        }
    }
}
