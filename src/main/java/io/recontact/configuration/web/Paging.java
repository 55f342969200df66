package io.recontact.configuration.web;

import io.recontact.api.NextToken;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. One row more is read than it holds, which tells whether another follows. */
record Paging(String list, int size, @Nullable UUID after) {

    /** The most that the model lets one page of most lists carry. */
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
