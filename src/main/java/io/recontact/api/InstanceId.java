package io.recontact.api;

import java.util.UUID;

/** An instance: the tenant that owns contacts, flows and quotas. */
public record InstanceId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
