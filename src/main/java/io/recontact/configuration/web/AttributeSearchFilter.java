package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A filter by tags in the form of the newer operations: the ViewSearchFilter of the model, and its like. */
record AttributeSearchFilter<T extends Resource>(
        @Valid @Nullable ControlPlaneAttributeFilter attributeFilter) implements SearchFilter<T> {

    @Override
    public Specification<T> toSpecification() {
        return ResourceSearch.all(attributeFilter == null ? null : attributeFilter.toSpecification());
    }
}
