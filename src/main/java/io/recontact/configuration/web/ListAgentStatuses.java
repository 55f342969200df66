package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.AgentStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListAgentStatuses.html">ListAgentStatuses</a>.
 */
interface ListAgentStatuses {

    record Response(
            List<AgentStatusSummary> agentStatusSummaryList,
            @Nullable String nextToken) {}

    record AgentStatusSummary(
            String id,
            String arn,
            String name,
            AgentStatus.Type type,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static AgentStatusSummary of(AgentStatus status, Arns arns) {
            return new AgentStatusSummary(
                    status.id().toString(),
                    status.arn(arns),
                    status.name(),
                    status.type(),
                    status.lastModifiedAt(),
                    arns.region());
        }
    }
}
