package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** The id of a user. */
public record UserId(UUID value) {

    /** Parses the id or ARN of a user of the instance. */
    public static UserId parse(InstanceId instance, String member, String text) {
        return new UserId(ResourceName.within(instance, "agent", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
