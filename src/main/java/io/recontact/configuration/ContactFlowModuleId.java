package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a flow module. */
public record ContactFlowModuleId(UUID value) implements ResourceId {

    /**
     * Parses the id or ARN of a flow module of the instance, which {@code :$LATEST} may follow.
     *
     * @throws InvalidParameterException if the text names the draft, a version or an alias
     */
    public static ContactFlowModuleId parse(InstanceId instance, String member, String text) {
        var whole = Qualifier.Reference.requireWhole(member, text);
        return new ContactFlowModuleId(ResourceType.CONTACT_FLOW_MODULE.parse(instance, member, whole));
    }

    @Override
    public ResourceType type() {
        return ResourceType.CONTACT_FLOW_MODULE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
