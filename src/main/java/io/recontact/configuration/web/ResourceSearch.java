package io.recontact.configuration.web;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceService;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** Answers the Search operations of all resources. */
@Component
class ResourceSearch {

    /** The members that the requests of all Search operations have. */
    interface Request<T extends Resource> {

        String instanceId();

        @Nullable Integer maxResults();

        @Nullable String nextToken();

        @Nullable SearchCriteria<T, ?> searchCriteria();

        @Nullable SearchFilter<T> searchFilter();

        /** Returns the names that a StringCondition may have, with the attributes that they stand for. */
        default Map<String, String> fields() {
            return StringCondition.FIELDS;
        }
    }

    /** Creates the answer of a Search operation. */
    @FunctionalInterface
    interface Answer<S, R> {
        R of(List<S> resources, @Nullable String nextToken, long approximateTotalCount);
    }

    /** A page of what was found, and the number of all matches. */
    record Found<T>(List<T> resources, @Nullable String nextToken, long approximateTotalCount) {

        <S, R> R answer(Function<? super T, S> description, Answer<S, R> answer) {
            return answer.of(resources.stream().map(description).toList(), nextToken, approximateTotalCount);
        }
    }

    private final InstanceService instances;

    ResourceSearch(InstanceService instances) {
        this.instances = instances;
    }

    /**
     * Searches the resources of an instance.
     *
     * @param operation the name of the Search operation
     * @throws ResourceNotFoundException if the instance does not exist
     */
    <T extends Resource> Found<T> search(
            String operation, Caller caller, ResourceService<T, ?> service, Request<T> request) {
        var instance = instances.require(caller.instance(request.instanceId())).id();
        var criteria = request.searchCriteria();
        var filter = request.searchFilter();
        var condition = all(
                criteria == null ? null : criteria.toSpecification(request.fields()),
                filter == null ? null : filter.toSpecification());
        var page =
                Paging.of(operation, request.maxResults(), request.nextToken()).search(service, instance, condition);
        return new Found<>(page.rows(), page.nextToken(), service.count(instance, condition));
    }

    /** Joins the optional parts of a request. */
    @SafeVarargs
    static <T> Specification<T> all(@Nullable Specification<T>... parts) {
        var given = new ArrayList<Specification<T>>();
        for (var part : parts) {
            if (part != null) {
                given.add(part);
            }
        }
        return ResourceSpecifications.allOf(given);
    }
}
