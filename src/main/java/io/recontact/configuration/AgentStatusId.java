package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** The id of an agent status. */
public record AgentStatusId(UUID value) {

    /** Parses the id or ARN of an agent status of the instance. */
    public static AgentStatusId parse(InstanceId instance, String member, String text) {
        return new AgentStatusId(ResourceName.within(instance, "agent-state", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
