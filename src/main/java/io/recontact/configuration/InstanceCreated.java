package io.recontact.configuration;

import io.recontact.api.InstanceId;

/** Published when an instance is created; handled in the same transaction, so that other modules can add their rows. */
public record InstanceCreated(InstanceId instance) {}
