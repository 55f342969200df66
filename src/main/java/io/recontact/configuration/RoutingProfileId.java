package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a routing profile. */
public record RoutingProfileId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a routing profile of the instance. */
    public static RoutingProfileId parse(InstanceId instance, String member, String text) {
        return new RoutingProfileId(ResourceType.ROUTING_PROFILE.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.ROUTING_PROFILE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
