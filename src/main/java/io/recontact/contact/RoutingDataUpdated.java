package io.recontact.contact;

import java.time.Instant;

/** Published when the routing data of a contact change; handled in the same transaction. */
public record RoutingDataUpdated(LiveContact segment, RoutingData change, Instant at) {}
