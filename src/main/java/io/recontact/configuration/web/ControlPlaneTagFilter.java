package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A filter of Search operations by tags. */
record ControlPlaneTagFilter(
        @Nullable List<@NotNull List<@NotNull @Valid TagCondition>> orConditions,
        @Nullable List<@NotNull @Valid TagCondition> andConditions,
        @Valid @Nullable TagCondition tagCondition) {

    <T extends Resource> Specification<T> toSpecification() {
        return TagCondition.filter(
                tagCondition,
                andConditions,
                (orConditions == null ? List.<List<TagCondition>>of() : orConditions).stream());
    }
}
