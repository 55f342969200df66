package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Criteria that compare texts alone: the QuickConnectSearchCriteria of the model, and its like. */
record TextSearchCriteria<T extends Resource>(
        @Nullable List<@NotNull @Valid TextSearchCriteria<T>> orConditions,
        @Nullable List<@NotNull @Valid TextSearchCriteria<T>> andConditions,
        @Valid @Nullable StringCondition stringCondition)
        implements SearchCriteria<T, TextSearchCriteria<T>> {

    @Override
    public Stream<Specification<T>> conditions() {
        return Stream.empty();
    }
}
