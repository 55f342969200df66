package io.recontact.chat.transcript;

import java.time.Duration;
import java.time.Instant;

/** The Java form of the database function {@code imported_sequence}. */
final class ImportedSequence {

    /** How many items of one millisecond keep their place. Further ones take the numbers after them. */
    private static final long PER_MILLISECOND = 100;

    private ImportedSequence() {}

    static long of(Instant sessionStart, Instant at) {
        return 1
                + PER_MILLISECOND
                        * Math.max(0, Duration.between(sessionStart, at).toMillis());
    }
}
