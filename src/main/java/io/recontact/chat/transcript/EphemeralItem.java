package io.recontact.chat.transcript;

import io.recontact.api.SessionId;

/** An item that is pushed to connected participants and not stored: typing, receipts, idleness. */
public record EphemeralItem(SessionId session, Item item) {}
