package io.recontact.chat.transcript;

import java.time.Instant;

/** The sequence and time of an appended item. */
public record ItemPosition(long sequence, Instant at) {}
