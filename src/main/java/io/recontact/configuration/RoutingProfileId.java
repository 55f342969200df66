package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** A routing profile. */
public record RoutingProfileId(UUID value) {

    /** What the text of a member names: an id, or an ARN of the instance. */
    public static RoutingProfileId parse(InstanceId instance, String member, String text) {
        return new RoutingProfileId(ResourceName.within(instance, "routing-profile", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
