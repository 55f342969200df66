package io.recontact.chat.transcript;

import java.time.Instant;

/** Where and when an item was appended. */
public record ItemPosition(long sequence, Instant at) {}
