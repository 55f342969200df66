package io.recontact.routing;

import java.util.UUID;

/** That an agent may have a place for another contact. Heard after commit. */
record AgentAvailable(UUID agent) {}
