package io.recontact.api;

/** What a contact goes over. */
public enum Channel {
    VOICE,
    CHAT,
    TASK,
    EMAIL
}
