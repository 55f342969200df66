package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** Hours of operation. */
public record HoursOfOperationId(UUID value) {

    /** What the text of a member names: an id, or an ARN of the instance. */
    public static HoursOfOperationId parse(InstanceId instance, String member, String text) {
        return new HoursOfOperationId(ResourceName.within(instance, "operating-hours", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
