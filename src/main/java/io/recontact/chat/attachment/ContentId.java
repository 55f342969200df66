package io.recontact.chat.attachment;

import java.util.UUID;

/** The id of a content: the bytes of one upload. */
record ContentId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
