package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.IdentityManagement;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeInstance.html">DescribeInstance</a>.
 */
interface DescribeInstance {

    record Response(Instance instance) {

        static Response of(io.recontact.configuration.Instance instance, Arns arns) {
            return new Response(new Instance(
                    instance.id().toString(),
                    arns.instance(instance.id()),
                    instance.identityManagement(),
                    instance.alias(),
                    instance.createdAt(),
                    ListInstances.ACTIVE,
                    instance.inboundCallsEnabled(),
                    instance.outboundCallsEnabled(),
                    instance.tags()));
        }
    }

    record Instance(
            String id,
            String arn,
            IdentityManagement identityManagementType,
            @Nullable String instanceAlias,
            Instant createdTime,
            String instanceStatus,
            boolean inboundCallsEnabled,
            boolean outboundCallsEnabled,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags) {}
}
