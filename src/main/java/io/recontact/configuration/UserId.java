package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** A user. */
public record UserId(UUID value) {

    /** What the text of a member names: an id, or an ARN of the instance. */
    public static UserId parse(InstanceId instance, String member, String text) {
        return new UserId(ResourceName.within(instance, "agent", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
