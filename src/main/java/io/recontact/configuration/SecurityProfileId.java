package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The id of a security profile. */
@Embeddable
public record SecurityProfileId(UUID value) {

    /** Parses the id or ARN of a security profile of the instance. */
    public static SecurityProfileId parse(InstanceId instance, String member, String text) {
        return new SecurityProfileId(ResourceName.within(instance, "security-profile", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
