package io.recontact.configuration;

import java.util.UUID;

/** The id of a published version of a flow. */
public record FlowPublicationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
