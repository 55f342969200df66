package io.recontact.contact;

/** Published when the routing data of a contact change; handled in the same transaction. */
public record RoutingDataUpdated(LiveContact segment, RoutingData change) {}
