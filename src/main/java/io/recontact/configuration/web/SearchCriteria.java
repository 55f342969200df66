package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceSpecifications;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * A node of the criteria tree of a Search operation. All its conditions must be true.
 *
 * @param <T> the resource
 * @param <C> the record of the criteria itself
 */
interface SearchCriteria<T extends Resource, C extends SearchCriteria<T, C>> {

    /** Returns the nodes of which one must be true. */
    @Nullable List<C> orConditions();

    /** Returns the nodes that must all be true. */
    @Nullable List<C> andConditions();

    /** Returns the condition of this node on a text. */
    @Nullable StringCondition stringCondition();

    /** Returns the other conditions of this node. */
    Stream<Specification<T>> conditions();

    /**
     * Returns the whole tree as a condition of the database.
     *
     * @param fields the names that a StringCondition may have, with the attributes that they stand for
     */
    default Specification<T> toSpecification(Map<String, String> fields) {
        var or = nodes(orConditions(), fields).toList();
        return ResourceSpecifications.allOf(Stream.of(
                        StringCondition.<T>specifications(stringCondition(), fields),
                        conditions(),
                        nodes(andConditions(), fields),
                        or.isEmpty() ? Stream.<Specification<T>>empty() : Stream.of(ResourceSpecifications.anyOf(or)))
                .flatMap(all -> all)
                .toList());
    }

    private Stream<Specification<T>> nodes(@Nullable List<C> nodes, Map<String, String> fields) {
        return (nodes == null ? List.<C>of() : nodes).stream().map(node -> node.toSpecification(fields));
    }
}
