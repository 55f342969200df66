package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The id of an override of hours of operation. */
@Embeddable
public record HoursOfOperationOverrideId(UUID value) implements ResourceId {

    /** Parses the id of an override. */
    public static HoursOfOperationOverrideId parse(InstanceId instance, String member, String text) {
        return new HoursOfOperationOverrideId(ResourceType.HOURS_OF_OPERATION_OVERRIDE.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.HOURS_OF_OPERATION_OVERRIDE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
