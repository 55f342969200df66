package io.recontact.transcript;

import java.time.Instant;

/** Where and when an item was appended. */
public record Place(long sequence, Instant at) {}
