package io.recontact.access;

/** The account as which this service presents itself, in ARNs and to the endpoints of streams. */
public record Account(String id) {}
