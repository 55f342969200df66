package io.recontact.retention;

import io.recontact.api.InstanceId;
import java.time.Instant;
import java.util.UUID;

/**
 * A contact that the next run deletes.
 *
 * @param session the position of its session
 */
public record DueContact(SessionPosition session, UUID id, InstanceId instance, Instant initiatedAt) {}
