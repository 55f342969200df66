package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowModule;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ResourceSpecifications;
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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchContactFlowModules.html">SearchContactFlowModules</a>.
 */
interface SearchContactFlowModules {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable TagSearchFilter<ContactFlowModule> searchFilter,
            @Valid @Nullable ContactFlowModuleSearchCriteria searchCriteria)
            implements ResourceSearch.Request<ContactFlowModule> {}

    record ContactFlowModuleSearchCriteria(
            @Nullable List<@NotNull @Valid ContactFlowModuleSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid ContactFlowModuleSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            ContactFlow.@Nullable State stateCondition,
            @Nullable ContactFlowStatus statusCondition)
            implements SearchCriteria<ContactFlowModule, ContactFlowModuleSearchCriteria> {

        @Override
        public Stream<Specification<ContactFlowModule>> conditions() {
            return Stream.concat(
                    ResourceSpecifications.values("state", stateCondition),
                    ResourceSpecifications.status(statusCondition));
        }
    }

    record Response(
            List<DescribeContactFlowModule.ContactFlowModule> contactFlowModules,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
