package io.recontact.chat.transcript;

import java.time.Instant;

/** Where in the current session a scan begins. The item at that position is part of the result. */
public sealed interface StartPosition {

    /** At the oldest item when scanning forward, at the newest when scanning backward. */
    record AtTheEnd() implements StartPosition {}

    /** At an item. */
    record AtItem(ItemId id) implements StartPosition {}

    /** At the first item at or after the time when scanning forward, at the last at or before it when backward. */
    record AtTime(Instant time) implements StartPosition {}

    /** At the n-th most recent item; the newest is the first. */
    record MostRecent(int number) implements StartPosition {}

    /** Where the previous page ended. */
    record Continued(TranscriptCursor cursor) implements StartPosition {}
}
