package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceSpecifications;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A condition on a tag. Without a value, the tag may have any. */
record TagCondition(@Nullable String tagKey, @Nullable String tagValue) {

    private <T extends Resource> Specification<T> toSpecification() {
        if (tagKey == null) {
            throw new InvalidParameterException("TagCondition.TagKey is required");
        }
        return ResourceSpecifications.tag(tagKey, tagValue);
    }

    /**
     * Returns the conditions that all of these tags are present.
     *
     * @throws InvalidParameterException if a TagKey is absent
     */
    static <T extends Resource> Stream<Specification<T>> all(@Nullable List<TagCondition> conditions) {
        return (conditions == null ? List.<TagCondition>of() : conditions)
                .stream().map(TagCondition::toSpecification);
    }

    /**
     * Returns the conditions of a tag filter of the model: a tag, and tags, and one of several lists of tags.
     *
     * @throws InvalidParameterException if a TagKey is absent
     */
    static <T extends Resource> Specification<T> filter(
            @Nullable TagCondition one, @Nullable List<TagCondition> and, Stream<List<TagCondition>> or) {
        var conditions = new ArrayList<Specification<T>>();
        TagCondition.<T>all(one == null ? null : List.of(one)).forEach(conditions::add);
        TagCondition.<T>all(and).forEach(conditions::add);
        var alternatives = or.map(tags ->
                        ResourceSpecifications.allOf(TagCondition.<T>all(tags).toList()))
                .toList();
        if (!alternatives.isEmpty()) {
            conditions.add(ResourceSpecifications.anyOf(alternatives));
        }
        return ResourceSpecifications.allOf(conditions);
    }
}
