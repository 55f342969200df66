package io.recontact.contact;

/** How a contact reaches those who work on it. */
public enum Channel {
    VOICE,
    CHAT,
    TASK,
    EMAIL
}
