package io.recontact.configuration;

import io.recontact.api.InstanceId;

/** A user is being created; heard within the same transaction, so that others can put their rows beside it. */
public record UserCreated(InstanceId instance, UserId user) {}
