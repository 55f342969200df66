package io.recontact.configuration;

import java.time.Instant;
import java.util.UUID;

/** A resource in a list. */
public record ResourceSummary(UUID id, String name, Instant lastModifiedAt) {}
