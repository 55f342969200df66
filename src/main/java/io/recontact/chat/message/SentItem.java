package io.recontact.chat.message;

import io.recontact.chat.transcript.ItemId;
import java.time.Instant;

/** The answer of SendMessage and SendEvent: the id and the time of the item. */
public record SentItem(ItemId id, Instant at) {}
