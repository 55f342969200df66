package io.recontact.api;

import java.util.UUID;

/** Writes ARNs of one region and account. */
public record Arns(String region, String account) {

    /** Returns {@code arn:aws:connect:{region}:{account}:instance/{id}}. */
    public String instance(InstanceId id) {
        return "arn:aws:connect:" + region + ":" + account + ":instance/" + id;
    }

    /** Returns the ARN of a resource. An agent queue has an ARN of its own form. */
    public String of(InstanceId instance, ResourceId id) {
        return of(instance, id.type(), id.value());
    }

    /** Returns the ARN of a resource of a type. */
    public String of(InstanceId instance, ResourceType type, UUID id) {
        return instance(instance) + "/" + type.arnPart() + "/" + id;
    }

    /** Returns the ARN of a queue. */
    public String queue(InstanceId instance, QueueType type, UUID id) {
        return switch (type) {
            case STANDARD -> of(instance, ResourceType.QUEUE, id);
            case AGENT -> instance(instance) + "/queue/agent/" + id;
        };
    }
}
