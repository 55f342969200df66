package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a user. */
public record UserId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a user of the instance. */
    public static UserId parse(InstanceId instance, String member, String text) {
        return new UserId(ResourceType.USER.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.USER;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
