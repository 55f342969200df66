package io.recontact.contact;

import java.time.Instant;

/** Published when a paused task resumes; handled in the same transaction, under the lock of its session. */
public record ContactResumed(LiveContact segment, Instant at) {}
