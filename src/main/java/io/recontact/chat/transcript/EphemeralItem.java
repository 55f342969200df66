package io.recontact.chat.transcript;

import io.recontact.api.SessionId;

/** An item that is pushed to whoever is there, and kept nowhere: that somebody types, has read a message, is idle. */
public record EphemeralItem(SessionId session, Item item) {}
