package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a quick connect. */
public record QuickConnectId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a quick connect of the instance. */
    public static QuickConnectId parse(InstanceId instance, String member, String text) {
        return new QuickConnectId(ResourceType.QUICK_CONNECT.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.QUICK_CONNECT;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
