package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of hours of operation. */
public record HoursOfOperationId(UUID value) implements ResourceId {

    /** Parses the id or ARN of hours of operation of the instance. */
    public static HoursOfOperationId parse(InstanceId instance, String member, String text) {
        return new HoursOfOperationId(ResourceType.HOURS_OF_OPERATION.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.HOURS_OF_OPERATION;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
