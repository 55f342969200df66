package io.recontact.chat.transcript;

import java.util.UUID;

/** The id of a transcript item, unique within its session. */
public record ItemId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
