package io.recontact.transcript;

import java.util.UUID;

/** An item that is pushed to whoever is there, and kept nowhere: that somebody types, has read a message, is idle. */
public record Notice(UUID session, Item item) {}
