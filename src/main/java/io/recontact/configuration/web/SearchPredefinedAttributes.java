package io.recontact.configuration.web;

import io.recontact.configuration.PredefinedAttribute;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchPredefinedAttributes.html">SearchPredefinedAttributes</a>.
 */
interface SearchPredefinedAttributes {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable PredefinedAttributeSearchCriteria searchCriteria)
            implements ResourceSearch.Request<PredefinedAttribute> {

        @Override
        public Specification<PredefinedAttribute> toSpecification() {
            return ResourceSearch.all(searchCriteria == null ? null : searchCriteria.toSpecification());
        }
    }

    record PredefinedAttributeSearchCriteria(
            @Nullable List<@NotNull @Valid PredefinedAttributeSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid PredefinedAttributeSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition)
            implements SearchCriteria<PredefinedAttribute, PredefinedAttributeSearchCriteria> {

        @Override
        public Stream<Specification<PredefinedAttribute>> conditions() {
            return StringCondition.specifications(stringCondition, Map.of("name", "name"));
        }
    }

    record Response(
            List<DescribePredefinedAttribute.PredefinedAttribute> predefinedAttributes,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
