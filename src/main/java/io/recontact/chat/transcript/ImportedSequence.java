package io.recontact.chat.transcript;

import java.time.Duration;
import java.time.Instant;

/**
 * The number of an imported transcript item, and the first one of an imported contact, from its time. Contacts and
 * transcripts come in any order, so a number cannot depend on how many came before (docs/decisions/0033).
 */
public final class ImportedSequence {

    /** This many items of one millisecond keep their place. Further ones take the numbers after them. */
    private static final long PER_MILLISECOND = 100;

    private ImportedSequence() {}

    /** Returns the number of a time in a session, from 1. */
    public static long of(Instant sessionStart, Instant at) {
        return 1
                + PER_MILLISECOND
                        * Math.max(0, Duration.between(sessionStart, at).toMillis());
    }
}
