package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** The id of a flow. */
public record ContactFlowId(UUID value) {

    /** Parses the id or ARN of a flow of the instance. */
    public static ContactFlowId parse(InstanceId instance, String member, String text) {
        return new ContactFlowId(ResourceName.within(instance, "contact-flow", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
