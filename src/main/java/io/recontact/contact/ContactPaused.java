package io.recontact.contact;

import java.time.Instant;

/** Published when a task is paused; handled in the same transaction, under the lock of its session. */
public record ContactPaused(LiveContact segment, Instant at) {}
