package io.recontact.configuration.web;

import io.recontact.configuration.Resource;
import org.springframework.data.jpa.domain.Specification;

/** The filter of a Search operation, which holds in addition to its criteria. */
interface SearchFilter<T extends Resource> {

    /** Returns the filter as a condition of the database. */
    Specification<T> toSpecification();
}
