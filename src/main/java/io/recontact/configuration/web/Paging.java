package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.NextToken;
import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceService;
import io.recontact.configuration.ResourceSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The requested page of a list. Controllers of List operations take it as a parameter, which
 * {@link PagingArgumentResolver} reads from the query.
 *
 * @param list the operation, which alone accepts its tokens
 * @param after the id before the page; null for the first page
 */
record Paging(String list, int size, @Nullable UUID after) {

    /** Maximum page size of most lists, from the model. */
    static final int MAX = 1000;

    /** Page size of lists without MaxResults, if it is not above their maximum. */
    static final int DEFAULT = 100;

    /** Reads rows in the order of their ids. */
    @FunctionalInterface
    interface Query<T> {
        List<T> read(@Nullable UUID after, int size);
    }

    /** Creates the answer of a list. */
    @FunctionalInterface
    interface Answer<S, R> {
        R of(List<S> rows, @Nullable String nextToken);
    }

    /** Creates the answer of a list of parts of a resource, such as the queues of a routing profile. */
    @FunctionalInterface
    interface PartsAnswer<S, R> {
        R of(List<S> rows, @Nullable String nextToken, Instant lastModifiedTime, String lastModifiedRegion);
    }

    /** A page of a list; without a token it is the last. */
    record Page<T>(List<T> rows, @Nullable String nextToken) {

        <S, R> R answer(Function<? super T, S> summary, Answer<S, R> answer) {
            return answer.of(map(summary), nextToken);
        }

        /**
         * Returns the answer of a list of parts.
         *
         * @param lastModified the time of the last change of the whole
         */
        <S, R> R answer(Function<? super T, S> summary, Instant lastModified, Arns arns, PartsAnswer<S, R> answer) {
            return answer.of(map(summary), nextToken, lastModified, arns.region());
        }

        /** Returns the answer of a list of parts, which it lists as they are. */
        <R> R answer(Instant lastModified, Arns arns, PartsAnswer<T, R> answer) {
            return answer.of(rows, nextToken, lastModified, arns.region());
        }

        private <S> List<S> map(Function<? super T, S> summary) {
            return rows.stream().map(summary).toList();
        }
    }

    /**
     * Returns the page that a request asks for.
     *
     * @throws InvalidParameterException if the token is not one of this list
     */
    static Paging of(String list, @Nullable Integer maxResults, @Nullable String nextToken) {
        return new Paging(list, maxResults == null ? DEFAULT : maxResults, NextToken.parse(list, nextToken));
    }

    /** Reads the page. One row more than the page is read, to learn whether another page follows. */
    <T> Page<T> read(Query<T> query, Function<? super T, UUID> id) {
        var rows = query.read(after, size + 1);
        return rows.size() > size
                ? new Page<>(rows.subList(0, size), NextToken.after(list, id.apply(rows.get(size - 1))))
                : new Page<>(rows, null);
    }

    /** Reads the page of the resources of an instance. */
    Page<ResourceSummary> read(ResourceService<?, ?> service, InstanceId instance) {
        return read(
                (after, size) -> service.page(instance, after, size),
                row -> row.id().value());
    }

    /** Reads the page of the resources that fulfil a condition. */
    <T extends Resource> Page<T> search(
            ResourceService<T, ?> service, InstanceId instance, Specification<T> condition) {
        return read(
                (after, size) -> service.search(instance, condition, after, size),
                resource -> resource.id().value());
    }

    /** Returns the page of a list that is at hand. Its tokens hold the position of the next page. */
    <T> Page<T> slice(@Nullable List<T> all) {
        var rows = all == null ? List.<T>of() : all;
        var from = after == null ? 0 : Math.clamp(after.getLeastSignificantBits(), 0, rows.size());
        var to = Math.min(from + size, rows.size());
        return new Page<>(rows.subList(from, to), to < rows.size() ? NextToken.after(list, new UUID(0, to)) : null);
    }
}
