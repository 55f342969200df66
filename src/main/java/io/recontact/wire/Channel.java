package io.recontact.wire;

/** What a contact goes over. */
public enum Channel {
    VOICE,
    CHAT,
    TASK,
    EMAIL
}
