package io.recontact.configuration.web;

import io.recontact.configuration.AgentStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchAgentStatuses.html">SearchAgentStatuses</a>.
 */
interface SearchAgentStatuses {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable AttributeSearchFilter<AgentStatus> searchFilter,
            @Valid @Nullable TextSearchCriteria<AgentStatus> searchCriteria)
            implements ResourceSearch.Request<AgentStatus> {}

    record Response(
            List<DescribeAgentStatus.AgentStatus> agentStatuses,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
