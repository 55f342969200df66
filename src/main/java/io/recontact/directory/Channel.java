package io.recontact.directory;

/** What a contact goes over. */
public enum Channel {
    VOICE,
    CHAT,
    TASK,
    EMAIL
}
