package io.recontact.configuration;

import java.util.UUID;

/** The id of published content of a flow, a flow module or a view. */
public record PublicationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
