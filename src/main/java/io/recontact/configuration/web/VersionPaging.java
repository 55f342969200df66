package io.recontact.configuration.web;

import io.recontact.configuration.ResourceVersion;
import java.util.List;
import java.util.UUID;

/** Reads pages of versions, the newest first. A token holds the number of the last version of its page. */
final class VersionPaging {

    /** Reads versions with numbers below one. */
    @FunctionalInterface
    interface Query {
        List<ResourceVersion> read(int before, int size);
    }

    private VersionPaging() {}

    static Paging.Page<ResourceVersion> read(Paging paging, Query query) {
        return paging.read(
                (after, size) ->
                        query.read(after == null ? Integer.MAX_VALUE : (int) after.getLeastSignificantBits(), size),
                version -> new UUID(0, version.number()));
    }
}
