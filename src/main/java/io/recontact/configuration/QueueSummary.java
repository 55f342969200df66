package io.recontact.configuration;

import io.recontact.api.QueueType;
import java.time.Instant;
import java.util.UUID;

/** A queue in a list. */
public record QueueSummary(UUID id, String name, QueueType type, Instant lastModifiedAt) {}
