package io.recontact.contact;

import java.time.Instant;
import java.util.UUID;

/** That an agent has accepted a contact. Heard in the same transaction, under the lock of its session. */
public record AgentConnected(LiveContact segment, UUID agent, Instant at) {}
