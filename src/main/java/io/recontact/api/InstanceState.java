package io.recontact.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state that a module keeps of an instance beside its configuration, for the test controls. A module counts and
 * deletes the rows of its own tables only. What {@code io.recontact.retention.SessionRows} deletes goes with the
 * contacts. Resets run in the order of {@link org.springframework.core.annotation.Order}: contacts go first.
 */
public interface InstanceState {

    /** The order of contacts, which end and are deleted with what belongs to them. */
    int CONTACTS = 0;

    /** The order of all others. */
    int REST = 1;

    /**
     * A number of things.
     *
     * @param name in the words of the API, such as {@code LiveContacts}
     * @param nextDue when the clock next changes one of them; null if it does not
     */
    record Count(String name, long number, @Nullable Instant nextDue) {}

    /** Counts the state of an instance. */
    default List<Count> count(InstanceId instance) {
        return List.of();
    }

    /** Prevents new contacts of an instance until the end of the transaction, and waits for those under way. */
    default void lockAgainstStarts(InstanceId instance) {}

    /**
     * Deletes the state of an instance.
     *
     * @throws ResourceConflictException if something forbids it
     */
    default void reset(InstanceId instance) {}

    /** Replaces the configuration of an instance without state by that of a new one, and then of the seed. */
    default void resetDirectory(InstanceId instance) {}
}
