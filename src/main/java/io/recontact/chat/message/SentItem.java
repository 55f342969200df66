package io.recontact.chat.message;

import java.time.Instant;
import java.util.UUID;

/** What SendMessage and SendEvent answer: which item it has become, and when. */
public record SentItem(UUID id, Instant at) {}
