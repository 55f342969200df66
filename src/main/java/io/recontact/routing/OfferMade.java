package io.recontact.routing;

import java.util.UUID;

/** Published when a contact is offered to an agent; handled after commit. */
record OfferMade(UUID agent) {}
