package io.recontact.retention;

import java.util.List;
import java.util.UUID;

/**
 * What one transaction of retention deletes.
 *
 * @param sessions the first contacts of the sessions, which are their ids; some may have no chat session
 * @param contacts all contacts of the sessions, the first ones included
 */
public record SessionBatch(List<UUID> sessions, List<UUID> contacts) {

    /** Copies the lists. */
    public SessionBatch {
        sessions = List.copyOf(sessions);
        contacts = List.copyOf(contacts);
    }

    /** Returns true if there is nothing to delete. */
    public boolean isEmpty() {
        return contacts.isEmpty();
    }
}
