package io.recontact.api;

/** Whom the contacts of a queue wait for: the values of the model. */
public enum QueueType {

    /** Any agent whose routing profile serves it. */
    STANDARD,

    /** The one user whose id it has. */
    AGENT
}
