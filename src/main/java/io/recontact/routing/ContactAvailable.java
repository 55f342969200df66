package io.recontact.routing;

import java.util.UUID;

/** Published when a queued contact can be offered, for the first time or again; handled after commit. */
record ContactAvailable(UUID contact) {}
