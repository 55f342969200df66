package io.recontact.api;

import java.util.UUID;

/** An instance: the tenant that contacts, flows and quotas belong to. */
public record InstanceId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
