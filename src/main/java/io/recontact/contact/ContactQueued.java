package io.recontact.contact;

import java.time.Instant;
import java.util.UUID;

/** Published when a contact enters a queue; handled in the same transaction, under the lock of its session. */
public record ContactQueued(LiveContact segment, UUID queue, Instant at) {}
