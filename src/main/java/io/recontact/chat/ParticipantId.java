package io.recontact.chat;

import java.util.UUID;

/** A participant of a chat; the customer's stays the same through the whole session. */
public record ParticipantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
