package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of an agent status. */
public record AgentStatusId(UUID value) implements ResourceId {

    /** Parses the id or ARN of an agent status of the instance. */
    public static AgentStatusId parse(InstanceId instance, String member, String text) {
        return new AgentStatusId(ResourceType.AGENT_STATUS.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.AGENT_STATUS;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
