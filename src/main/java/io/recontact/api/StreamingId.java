package io.recontact.api;

import java.util.UUID;

/** A contact stream: the delivery of a session's items to an endpoint outside the service. */
public record StreamingId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
