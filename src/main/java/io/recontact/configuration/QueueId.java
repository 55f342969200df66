package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import java.util.UUID;

/** A queue; of an agent queue the id is that of its user. */
public record QueueId(UUID value) {

    /** What the text of a member names: an id, or an ARN of the instance. */
    public static QueueId parse(InstanceId instance, String member, String text) {
        return new QueueId(ResourceName.within(instance, "queue", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
