package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a queue. An agent queue has the id of its user. */
public record QueueId(UUID value) implements ResourceId {

    /** Parses the id or ARN of a queue of the instance. */
    public static QueueId parse(InstanceId instance, String member, String text) {
        return new QueueId(ResourceType.QUEUE.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.QUEUE;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
