package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import java.util.List;
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

    /** Returns the conditions of this node alone. */
    Stream<Specification<T>> conditions();

    /** Returns the whole tree as a condition of the database. */
    default Specification<T> toSpecification() {
        var or = nodes(orConditions()).toList();
        return Specification.allOf(Stream.of(
                        conditions(),
                        nodes(andConditions()),
                        or.isEmpty() ? Stream.<Specification<T>>empty() : Stream.of(Specification.anyOf(or)))
                .flatMap(all -> all)
                .toList());
    }

    private Stream<Specification<T>> nodes(@Nullable List<C> nodes) {
        return (nodes == null ? List.<C>of() : nodes).stream().map(SearchCriteria::toSpecification);
    }
}
