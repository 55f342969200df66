package io.recontact.retention;

import io.recontact.api.InstanceId;
import java.time.Instant;
import java.util.UUID;

/**
 * A contact that is due for deletion.
 *
 * @param session the position of its session
 * @param isHeld whether it stays because of a legal hold
 */
public record DueContact(SessionPosition session, UUID id, InstanceId instance, Instant initiatedAt, boolean isHeld) {}
