package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** The id of a routing profile. */
public record RoutingProfileId(UUID value) {

    /** Parses the id or ARN of a routing profile of the instance. */
    public static RoutingProfileId parse(InstanceId instance, String member, String text) {
        return new RoutingProfileId(ResourceName.within(instance, "routing-profile", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
