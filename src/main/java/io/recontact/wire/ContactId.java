package io.recontact.wire;

import java.util.UUID;

/** A contact: one segment of a conversation. The id of a session's first contact is the id of the session. */
public record ContactId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
