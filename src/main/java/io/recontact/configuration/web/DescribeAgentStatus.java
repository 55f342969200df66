package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeAgentStatus.html">DescribeAgentStatus</a>.
 */
interface DescribeAgentStatus {

    record Response(AgentStatus agentStatus) {}

    record AgentStatus(
            String agentStatusARN,
            String agentStatusId,
            String name,
            @Nullable String description,
            io.recontact.configuration.AgentStatus.Type type,
            @Nullable Integer displayOrder,
            io.recontact.configuration.AgentStatus.State state,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static AgentStatus of(io.recontact.configuration.AgentStatus status, Arns arns) {
            return new AgentStatus(
                    status.arn(arns),
                    status.id().toString(),
                    status.name(),
                    status.description(),
                    status.type(),
                    status.displayOrder(),
                    status.state(),
                    status.tags(),
                    status.lastModifiedAt(),
                    arns.region());
        }
    }
}
