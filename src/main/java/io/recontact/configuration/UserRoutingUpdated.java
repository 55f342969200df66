package io.recontact.configuration;

/** Published when a user gets another routing profile or other proficiencies; handled after the commit. */
public record UserRoutingUpdated(UserId user) {}
