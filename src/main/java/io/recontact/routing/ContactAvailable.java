package io.recontact.routing;

import java.util.UUID;

/** That a contact waits for an agent, for the first time or again. Heard after commit. */
record ContactAvailable(UUID contact) {}
