package io.recontact.routing.web;

import io.recontact.contact.RoutingChange;
import io.recontact.wire.InvalidParameterException;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactRoutingData.html">UpdateContactRoutingData</a>.
 */
interface UpdateContactRoutingData {

    record Request(
            @Nullable Integer queueTimeAdjustmentSeconds,
            @Min(1) @Nullable Long queuePriority,
            @Nullable Object routingCriteria) {

        RoutingChange toRoutingChange() {
            if (routingCriteria != null) {
                throw new InvalidParameterException(
                        "RoutingCriteria go by proficiencies of agents, which this service does not have");
            }
            return new RoutingChange(queuePriority, queueTimeAdjustmentSeconds);
        }
    }
}
