package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;

/**
 * Published before a resource is deleted; handled in the same transaction. A listener may throw
 * {@link io.recontact.api.ResourceInUseException}, which keeps the resource.
 */
public record ResourceDeleted(InstanceId instance, ResourceId id) {}
