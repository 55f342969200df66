package io.recontact.routing;

import java.util.UUID;

/** Published when an agent may have a free slot; handled after commit. */
record AgentAvailable(UUID agent) {}
