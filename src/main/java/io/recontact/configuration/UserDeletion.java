package io.recontact.configuration;

/**
 * Published when the deletion of a user begins, before it locks anything; handled in the same transaction. A listener
 * locks what belongs to the user and may be locked before the user.
 */
public record UserDeletion(UserId user) {}
