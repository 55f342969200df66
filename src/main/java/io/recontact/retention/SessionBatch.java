package io.recontact.retention;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that one transaction of retention or of an erasure deletes.
 *
 * @param sessions the first contacts of the sessions, which are their ids; some may have no chat session
 * @param contacts all contacts of the sessions, the first ones included
 * @param erasure the erasure that deletes them; null for retention
 */
public record SessionBatch(
        List<UUID> sessions, List<UUID> contacts, @Nullable UUID erasure) {

    /** Copies the lists. */
    public SessionBatch {
        sessions = List.copyOf(sessions);
        contacts = List.copyOf(contacts);
    }

    /** Creates a batch of retention. */
    public SessionBatch(List<UUID> sessions, List<UUID> contacts) {
        this(sessions, contacts, null);
    }

    /** Returns the same sessions as a batch of an erasure. */
    SessionBatch erasedBy(UUID id) {
        return new SessionBatch(sessions, contacts, id);
    }

    /** Returns true if there is nothing to delete. */
    public boolean isEmpty() {
        return contacts.isEmpty();
    }
}
