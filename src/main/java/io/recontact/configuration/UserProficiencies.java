package io.recontact.configuration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The proficiencies of a user, in the order of their ids. */
public record UserProficiencies(List<UserProficiency> proficiencies, Instant lastModifiedAt) {

    /** Copies the list. */
    public UserProficiencies {
        proficiencies = List.copyOf(proficiencies);
    }

    /**
     * Returns a page.
     *
     * @param after the id before the page; null for the first page
     */
    public List<UserProficiency> page(@Nullable UUID after, int size) {
        return proficiencies.stream()
                .filter(one -> after == null || one.id().compareTo(after) > 0)
                .limit(size)
                .toList();
    }
}
