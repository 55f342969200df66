package io.recontact.chat;

import java.util.UUID;

/** The id of a participant. The customer has the same id in all contacts of a session. */
public record ParticipantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
