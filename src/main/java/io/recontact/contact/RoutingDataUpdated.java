package io.recontact.contact;

/** That a contact stands elsewhere among those that wait. Heard in the same transaction. */
public record RoutingDataUpdated(LiveContact segment, RoutingData change) {}
