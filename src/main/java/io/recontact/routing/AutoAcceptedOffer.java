package io.recontact.routing;

import java.util.UUID;

/** Published with {@link OfferMade} for an agent who accepts the offer automatically; handled after commit. */
record AutoAcceptedOffer(UUID agent, UUID contact) {}
