package io.recontact.configuration.web;

import io.recontact.configuration.AgentStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchAgentStatuses.html">SearchAgentStatuses</a>.
 */
interface SearchAgentStatuses {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable AgentStatusSearchFilter searchFilter,
            @Valid @Nullable AgentStatusSearchCriteria searchCriteria)
            implements ResourceSearch.Request<AgentStatus> {

        @Override
        public Specification<AgentStatus> toSpecification() {
            return ResourceSearch.all(
                    searchCriteria == null ? null : searchCriteria.toSpecification(),
                    searchFilter == null || searchFilter.attributeFilter() == null
                            ? null
                            : searchFilter.attributeFilter().toSpecification());
        }
    }

    record AgentStatusSearchFilter(@Valid @Nullable ControlPlaneAttributeFilter attributeFilter) {}

    record AgentStatusSearchCriteria(
            @Nullable List<@NotNull @Valid AgentStatusSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid AgentStatusSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition)
            implements SearchCriteria<AgentStatus, AgentStatusSearchCriteria> {

        @Override
        public Stream<Specification<AgentStatus>> conditions() {
            return StringCondition.specifications(stringCondition, StringCondition.FIELDS);
        }
    }

    record Response(
            List<DescribeAgentStatus.AgentStatus> agentStatuses,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
