package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A filter that has tags alone: the QueueSearchFilter of the model, and its like. */
record TagSearchFilter<T extends Resource>(@Valid @Nullable ControlPlaneTagFilter tagFilter)
        implements SearchFilter<T> {

    @Override
    public Specification<T> toSpecification() {
        return ResourceSearch.all(tagFilter == null ? null : tagFilter.toSpecification());
    }
}
