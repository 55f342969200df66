package io.recontact.directory;

import io.recontact.wire.QueueType;
import java.time.Instant;
import java.util.UUID;

/** A queue in a list. */
public record QueueSummary(UUID id, String name, QueueType type, Instant lastModifiedAt) {}
