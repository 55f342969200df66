package io.recontact.wire;

import java.util.UUID;

/** Writes ARNs for one account and region. */
public record Arns(String region, String account) {

    /** {@code arn:aws:connect:{region}:{account}:instance/{id}}. */
    public String instance(InstanceId id) {
        return "arn:aws:connect:%s:%s:instance/%s".formatted(region, account, id);
    }

    /** The ARN of a contact. */
    public String contact(InstanceId instance, ContactId id) {
        return instance(instance) + "/contact/" + id;
    }

    /** The ARN of a flow. */
    public String contactFlow(InstanceId instance, UUID id) {
        return instance(instance) + "/contact-flow/" + id;
    }
}
