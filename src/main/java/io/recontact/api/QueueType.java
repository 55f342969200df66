package io.recontact.api;

/** The type of a queue: the values of the model. */
public enum QueueType {

    /** Its contacts wait for any agent whose routing profile contains it. */
    STANDARD,

    /** Its contacts wait for one user. It has the id of the user. */
    AGENT
}
