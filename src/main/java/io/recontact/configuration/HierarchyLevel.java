package io.recontact.configuration;

import java.time.Instant;

/**
 * A level of the user hierarchy of an instance.
 *
 * @param level 1 for the uppermost, up to 5
 */
public record HierarchyLevel(int level, String name, Instant lastModifiedAt) {

    /** The number of levels that a hierarchy may have. */
    public static final int MAX = 5;
}
