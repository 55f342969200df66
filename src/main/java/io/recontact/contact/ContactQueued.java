package io.recontact.contact;

import java.time.Instant;
import java.util.UUID;

/** That a contact has come to wait in a queue. Heard in the same transaction, under the lock of its session. */
public record ContactQueued(LiveContact segment, UUID queue, Instant at) {}
