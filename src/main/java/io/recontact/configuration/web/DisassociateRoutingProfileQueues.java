package io.recontact.configuration.web;

import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileQueueReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateRoutingProfileQueues.html">DisassociateRoutingProfileQueues</a>.
 */
interface DisassociateRoutingProfileQueues {

    /** "Up to 10 queue references can be disassociated in a single API call." */
    int MAX_REFERENCES = 10;

    record Request(
            @Size(max = MAX_REFERENCES) @Nullable List<@NotNull @Valid RoutingProfileQueueReference> queueReferences,

            @Size(max = MAX_REFERENCES) @Nullable List<@NotNull @Valid RoutingProfileQueueReference> manualAssignmentQueueReferences) {

        void requireQueues() {
            if (queueReferences == null && manualAssignmentQueueReferences == null) {
                throw new InvalidRequestException("QueueReferences or ManualAssignmentQueueReferences is required");
            }
        }
    }
}
