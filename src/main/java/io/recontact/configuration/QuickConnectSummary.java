package io.recontact.configuration;

import java.time.Instant;
import java.util.UUID;

/** A quick connect in a list. */
public record QuickConnectSummary(UUID id, String name, QuickConnect.Type type, Instant lastModifiedAt) {}
