package io.recontact.configuration;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import java.time.Instant;

/** A resource in a list. */
public record ResourceSummary(ResourceId id, InstanceId instance, String name, Instant lastModifiedAt) {

    /** Returns the ARN, as a caller sees it. */
    public String arn(Arns arns) {
        return arns.of(instance, id);
    }
}
