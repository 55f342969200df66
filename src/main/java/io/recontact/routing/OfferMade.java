package io.recontact.routing;

import java.util.UUID;

/** That an agent is asked to take a contact. Heard after commit. */
record OfferMade(UUID agent) {}
