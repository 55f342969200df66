package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The id of a security profile. */
@Embeddable
public record SecurityProfileId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a security profile of the instance. */
    public static SecurityProfileId parse(InstanceId instance, String member, String text) {
        return new SecurityProfileId(ResourceType.SECURITY_PROFILE.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.SECURITY_PROFILE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
