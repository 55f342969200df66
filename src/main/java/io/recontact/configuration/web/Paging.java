package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.NextToken;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** A page of a list; without a token it is the last. */
    record Page<T>(List<T> rows, @Nullable String nextToken) {

        <S> List<S> map(Function<? super T, S> summary) {
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

    /** Returns the page of a list that is at hand. Its tokens hold the position of the next page. */
    <T> Page<T> slice(@Nullable List<T> all) {
        var rows = all == null ? List.<T>of() : all;
        var from = after == null ? 0 : Math.clamp(after.getLeastSignificantBits(), 0, rows.size());
        var to = Math.min(from + size, rows.size());
        return new Page<>(rows.subList(from, to), to < rows.size() ? NextToken.after(list, new UUID(0, to)) : null);
    }
}
