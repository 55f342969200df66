package io.recontact.api;

import java.util.UUID;

/** Writes ARNs of one region and account. */
public record Arns(String region, String account) {

    /** Returns {@code arn:aws:connect:{region}:{account}:instance/{id}}. */
    public String instance(InstanceId id) {
        return "arn:aws:connect:%s:%s:instance/%s".formatted(region, account, id);
    }

    /** Returns the ARN of a contact. */
    public String contact(InstanceId instance, ContactId id) {
        return instance(instance) + "/contact/" + id;
    }

    /** Returns the ARN of a queue. */
    public String queue(InstanceId instance, QueueType type, UUID id) {
        return switch (type) {
            case STANDARD -> instance(instance) + "/queue/" + id;
            case AGENT -> instance(instance) + "/queue/agent/" + id;
        };
    }

    /** Returns the ARN of a user. */
    public String user(InstanceId instance, UUID id) {
        return instance(instance) + "/agent/" + id;
    }

    /** Returns the ARN of a routing profile. */
    public String routingProfile(InstanceId instance, UUID id) {
        return instance(instance) + "/routing-profile/" + id;
    }

    /** Returns the ARN of a security profile. */
    public String securityProfile(InstanceId instance, UUID id) {
        return instance(instance) + "/security-profile/" + id;
    }

    /** Returns the ARN of hours of operation. */
    public String hoursOfOperation(InstanceId instance, UUID id) {
        return instance(instance) + "/operating-hours/" + id;
    }

    /** Returns the ARN of an agent status. */
    public String agentStatus(InstanceId instance, UUID id) {
        return instance(instance) + "/agent-state/" + id;
    }

    /** Returns the ARN of a flow. */
    public String contactFlow(InstanceId instance, UUID id) {
        return instance(instance) + "/contact-flow/" + id;
    }
}
