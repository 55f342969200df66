package io.recontact.retention;

import io.recontact.api.InstanceId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the contacts that the {@link RetentionPolicy} no longer keeps. The module that owns contacts implements this;
 * the retention job calls it. Each call is one short transaction, and any number of nodes may call it at once.
 */
public interface ExpiredContacts {

    /**
     * Deletes expired sessions with all that belongs to them.
     *
     * @param batch the highest number of sessions
     * @return how many contacts were deleted; zero when none is left
     */
    int removeSome(int batch);

    /** How long ago the oldest contact expired that is not deleted yet; zero without any. */
    Duration lag();

    /**
     * Deletes contacts of a deleted instance, in the order of their ids.
     *
     * @param after the last id that the previous call deleted; absent in the first call
     * @param batch the highest number of contacts
     * @return the last id that was deleted, or nothing if none is left
     */
    Optional<UUID> removeSomeOf(InstanceId instance, @Nullable UUID after, int batch);

    /** Waits until no start of a chat in a deleted instance is in progress, and prevents further ones. */
    void closeToStarts(InstanceId instance);
}
