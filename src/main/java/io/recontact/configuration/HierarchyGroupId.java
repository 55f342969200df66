package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a hierarchy group. */
public record HierarchyGroupId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a hierarchy group of the instance. */
    public static HierarchyGroupId parse(InstanceId instance, String member, String text) {
        return new HierarchyGroupId(ResourceType.HIERARCHY_GROUP.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.HIERARCHY_GROUP;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
