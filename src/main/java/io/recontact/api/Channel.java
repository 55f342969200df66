package io.recontact.api;

/** The channel of a contact: the values of the model. */
public enum Channel {
    VOICE,
    CHAT,
    TASK,
    EMAIL
}
