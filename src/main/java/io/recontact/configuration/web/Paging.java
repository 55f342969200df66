package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.NextToken;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    private static final int DEFAULT = 100;

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

    /** Reads the page from a list that is in memory. Its tokens are positions in the list. */
    <T> Page<T> slice(List<T> all) {
        var page = read(
                (position, most) -> IntStream.range(0, all.size())
                        .filter(index -> position == null || index > position.getLeastSignificantBits())
                        .limit(most)
                        .boxed()
                        .toList(),
                index -> new UUID(0, index));
        return new Page<>(page.map(all::get), page.nextToken());
    }
}
