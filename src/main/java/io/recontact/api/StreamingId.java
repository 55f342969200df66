package io.recontact.api;

import java.util.UUID;

/** A stream: a session whose items are sent on to an endpoint outside. */
public record StreamingId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
