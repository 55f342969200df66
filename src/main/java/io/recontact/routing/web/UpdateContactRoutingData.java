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

        RoutingData toRoutingData() {
            if (routingCriteria != null) {
                throw new InvalidParameterException("RoutingCriteria: agents have no proficiencies in this service");
            }
            return new RoutingData(queuePriority, queueTimeAdjustmentSeconds);
        }
    }
}
