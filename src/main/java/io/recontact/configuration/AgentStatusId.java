package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** A status that agents may set. */
public record AgentStatusId(UUID value) {

    /** What the text of a member names: an id, or an ARN of the instance. */
    public static AgentStatusId parse(InstanceId instance, String member, String text) {
        return new AgentStatusId(ResourceName.within(instance, "agent-state", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
