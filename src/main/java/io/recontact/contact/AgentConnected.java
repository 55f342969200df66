package io.recontact.contact;

import java.time.Instant;
import java.util.UUID;

/** Published when an agent accepts a contact; handled in the same transaction, under the lock of its session. */
public record AgentConnected(LiveContact segment, UUID agent, Instant at) {}
