package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** The id of hours of operation. */
public record HoursOfOperationId(UUID value) {

    /** Parses the id or ARN of hours of operation of the instance. */
    public static HoursOfOperationId parse(InstanceId instance, String member, String text) {
        return new HoursOfOperationId(ResourceName.within(instance, "operating-hours", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
