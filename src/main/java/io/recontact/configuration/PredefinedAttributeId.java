package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a predefined attribute. */
public record PredefinedAttributeId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a predefined attribute of the instance. */
    public static PredefinedAttributeId parse(InstanceId instance, String member, String text) {
        return new PredefinedAttributeId(ResourceType.PREDEFINED_ATTRIBUTE.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.PREDEFINED_ATTRIBUTE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
