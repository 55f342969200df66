package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** A security profile. */
public record SecurityProfileId(UUID value) {

    /** What the text of a member names: an id, or an ARN of the instance. */
    public static SecurityProfileId parse(InstanceId instance, String member, String text) {
        return new SecurityProfileId(ResourceName.within(instance, "security-profile", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
