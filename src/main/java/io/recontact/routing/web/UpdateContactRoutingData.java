package io.recontact.routing.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.contact.RoutingData;
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

        RoutingData toRoutingChange() {
            if (routingCriteria != null) {
                throw new InvalidParameterException(
                        "RoutingCriteria go by proficiencies of agents, which this service does not have");
            }
            return new RoutingData(queuePriority, queueTimeAdjustmentSeconds);
        }
    }
}
