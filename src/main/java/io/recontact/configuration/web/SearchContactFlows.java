package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchContactFlows.html">SearchContactFlows</a>.
 */
interface SearchContactFlows {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable ContactFlowSearchFilter searchFilter,
            @Valid @Nullable ContactFlowSearchCriteria searchCriteria)
            implements ResourceSearch.Request<ContactFlow> {}

    record ContactFlowSearchFilter(
            @Valid @Nullable ControlPlaneTagFilter tagFilter,
            @Valid @Nullable ContactFlowAttributeFilter flowAttributeFilter)
            implements SearchFilter<ContactFlow> {

        @Override
        public Specification<ContactFlow> toSpecification() {
            return ResourceSearch.all(
                    tagFilter == null ? null : tagFilter.toSpecification(),
                    flowAttributeFilter == null ? null : flowAttributeFilter.toSpecification());
        }
    }

    /** The conditions on tags and on the type must both be true. */
    record ContactFlowAttributeFilter(
            @Nullable List<@NotNull @Valid ContactFlowAttributeAndCondition> orConditions,
            @Valid @Nullable ContactFlowAttributeAndCondition andCondition,
            @Valid @Nullable TagCondition tagCondition,
            @Valid @Nullable ContactFlowTypeCondition contactFlowTypeCondition) {

        Specification<ContactFlow> toSpecification() {
            return ResourceSearch.all(
                    orConditions == null || orConditions.isEmpty()
                            ? null
                            : ResourceSpecifications.anyOf(orConditions.stream()
                                    .map(ContactFlowAttributeAndCondition::toSpecification)
                                    .toList()),
                    andCondition == null ? null : andCondition.toSpecification(),
                    tagCondition == null ? null : TagCondition.filter(tagCondition, null, Stream.of()),
                    ContactFlowTypeCondition.specification(contactFlowTypeCondition));
        }
    }

    record ContactFlowAttributeAndCondition(
            @Nullable List<@NotNull @Valid TagCondition> tagConditions,
            @Valid @Nullable ContactFlowTypeCondition contactFlowTypeCondition) {

        Specification<ContactFlow> toSpecification() {
            return ResourceSearch.all(
                    tagConditions == null ? null : TagCondition.filter(null, tagConditions, Stream.of()),
                    ContactFlowTypeCondition.specification(contactFlowTypeCondition));
        }
    }

    record ContactFlowTypeCondition(@Nullable ContactFlowType contactFlowType) {

        static Specification<ContactFlow> specification(@Nullable ContactFlowTypeCondition condition) {
            return ResourceSpecifications.allOf(ResourceSpecifications.<ContactFlow>values(
                            "type", condition == null ? null : condition.contactFlowType)
                    .toList());
        }
    }

    record ContactFlowSearchCriteria(
            @Nullable List<@NotNull @Valid ContactFlowSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid ContactFlowSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            @Nullable ContactFlowType typeCondition,
            ContactFlow.@Nullable State stateCondition,
            @Nullable ContactFlowStatus statusCondition)
            implements SearchCriteria<ContactFlow, ContactFlowSearchCriteria> {

        @Override
        public Stream<Specification<ContactFlow>> conditions() {
            return Stream.of(
                            ResourceSpecifications.<ContactFlow>values("type", typeCondition),
                            ResourceSpecifications.<ContactFlow>values("state", stateCondition),
                            ResourceSpecifications.<ContactFlow>status(statusCondition))
                    .flatMap(all -> all);
        }
    }

    record Response(
            List<DescribeContactFlow.ContactFlow> contactFlows,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
