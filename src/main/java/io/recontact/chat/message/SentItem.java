package io.recontact.chat.message;

import java.time.Instant;
import java.util.UUID;

/** The answer of SendMessage and SendEvent: the id and the time of the item. */
public record SentItem(UUID id, Instant at) {}
