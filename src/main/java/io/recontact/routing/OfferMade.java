package io.recontact.routing;

import java.util.UUID;

/**
 * Published when a contact is offered to an agent; handled after commit.
 *
 * @param isAutoAccepted whether the service accepts the offer for the agent
 */
record OfferMade(UUID agent, UUID contact, boolean isAutoAccepted) {}
