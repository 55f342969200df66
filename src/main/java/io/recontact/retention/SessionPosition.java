package io.recontact.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * A session in the order of age, in which retention deletes.
 *
 * @param initiatedAt when its first contact was initiated
 * @param id its first contact
 */
public record SessionPosition(Instant initiatedAt, UUID id) {

    /** The position before every session. */
    public static final SessionPosition START =
            new SessionPosition(Instant.parse("0001-01-01T00:00:00Z"), new UUID(0, 0));
}
