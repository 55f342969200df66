package io.recontact.transcript;

import io.recontact.wire.SessionId;

/** An item that is pushed to whoever is there, and kept nowhere: that somebody types, has read a message, is idle. */
public record Notice(SessionId session, Item item) {}
