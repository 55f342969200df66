package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** The id of a queue. An agent queue has the id of its user. */
public record QueueId(UUID value) {

    /** Parses the id or ARN of a queue of the instance. */
    public static QueueId parse(InstanceId instance, String member, String text) {
        return new QueueId(ResourceName.within(instance, "queue", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
