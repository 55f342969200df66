package io.recontact.chat.transcript;

import java.time.Instant;
import java.util.UUID;

/** Where in the current session a scan begins; the item there is part of it. */
public sealed interface StartPosition {

    /** At the oldest item of the current session when scanning forward, else at its newest. */
    record AtTheEnd() implements StartPosition {}

    /** At an item. */
    record AtItem(UUID id) implements StartPosition {}

    /** At the first item from then on when scanning forward, else at the last until then. */
    record AtTime(Instant time) implements StartPosition {}

    /** At the so many most recent item: the newest is the first. */
    record MostRecent(int number) implements StartPosition {}

    /** Where another page has stopped. */
    record Continued(TranscriptCursor cursor) implements StartPosition {}
}
