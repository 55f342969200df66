package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A filter of Search operations by tags, in the form of the newer operations. */
record ControlPlaneAttributeFilter(
        @Nullable List<@NotNull @Valid CommonAttributeAndCondition> orConditions,
        @Valid @Nullable CommonAttributeAndCondition andCondition,
        @Valid @Nullable TagCondition tagCondition) {

    /** Tags that must all be present. */
    record CommonAttributeAndCondition(@Nullable List<@NotNull @Valid TagCondition> tagConditions) {

        private List<TagCondition> tags() {
            return tagConditions == null ? List.of() : tagConditions;
        }
    }

    <T extends Resource> Specification<T> toSpecification() {
        return TagCondition.filter(
                tagCondition,
                andCondition == null ? null : andCondition.tags(),
                (orConditions == null ? List.<CommonAttributeAndCondition>of() : orConditions)
                        .stream().map(CommonAttributeAndCondition::tags));
    }
}
