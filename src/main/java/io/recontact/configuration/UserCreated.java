package io.recontact.configuration;

import io.recontact.api.InstanceId;

/** Published when a user is created; handled in the same transaction, so that other modules can add their rows. */
public record UserCreated(InstanceId instance, UserId user) {}
