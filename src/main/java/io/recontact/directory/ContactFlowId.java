package io.recontact.directory;

import java.util.UUID;

/** A flow. */
public record ContactFlowId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
