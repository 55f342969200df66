package io.recontact.configuration;

import io.recontact.api.InstanceId;

/** An instance is being created; heard within the same transaction, so that others can put their rows beside it. */
public record InstanceCreated(InstanceId instance) {}
