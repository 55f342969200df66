package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.IdentityManagement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListInstances.html">ListInstances</a>.
 */
interface ListInstances {

    /** Instances are active as soon as they are created. */
    String ACTIVE = "ACTIVE";

    record Response(
            List<InstanceSummary> instanceSummaryList,
            @Nullable String nextToken) {}

    record InstanceSummary(
            String id,
            String arn,
            IdentityManagement identityManagementType,
            @Nullable String instanceAlias,
            Instant createdTime,
            String instanceStatus,
            boolean inboundCallsEnabled,
            boolean outboundCallsEnabled) {

        static InstanceSummary of(io.recontact.configuration.Instance instance, Arns arns) {
            return new InstanceSummary(
                    instance.id().toString(),
                    arns.instance(instance.id()),
                    instance.identityManagement(),
                    instance.alias(),
                    instance.createdAt(),
                    ACTIVE,
                    instance.inboundCallsEnabled(),
                    instance.outboundCallsEnabled());
        }
    }
}
