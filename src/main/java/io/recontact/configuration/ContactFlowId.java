package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a flow. */
public record ContactFlowId(UUID value) implements ResourceId {

    /**
     * Parses the id or ARN of a flow of the instance, which {@code :$LATEST} may follow.
     *
     * @throws InvalidParameterException if the text names the draft or a version: contacts run the newest publication
     */
    public static ContactFlowId parse(InstanceId instance, String member, String text) {
        var whole = Qualifier.Reference.requireWhole(member, text);
        return new ContactFlowId(ResourceType.CONTACT_FLOW.parse(instance, member, whole));
    }

    @Override
    public ResourceType type() {
        return ResourceType.CONTACT_FLOW;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
