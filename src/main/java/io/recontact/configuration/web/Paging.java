package io.recontact.configuration.web;

import io.recontact.api.NextToken;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The requested page of a list. One row more than the page is read, to learn whether another page follows. */
record Paging(String list, int size, @Nullable UUID after) {

    /** Maximum page size of most lists, from the model. */
    static final int MAX = 1000;

    private static final int DEFAULT = 100;

    static Paging of(String list, @Nullable Integer maxResults, @Nullable String nextToken) {
        return new Paging(list, maxResults == null ? DEFAULT : maxResults, NextToken.parse(list, nextToken));
    }

    int toRead() {
        return size + 1;
    }

    <T, S> List<S> page(List<T> read, Function<T, S> summary) {
        return read.stream().limit(size).map(summary).toList();
    }

    <T> @Nullable String next(List<T> read, Function<T, UUID> id) {
        return read.size() > size ? NextToken.after(list, id.apply(read.get(size - 1))) : null;
    }
}
