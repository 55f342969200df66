package io.recontact.directory;

import java.time.Instant;
import java.util.UUID;

/** A queue in a list. */
public record QueueSummary(UUID id, String name, Queue.Type type, Instant lastModifiedAt) {}
