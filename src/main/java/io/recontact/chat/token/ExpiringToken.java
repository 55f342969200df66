package io.recontact.chat.token;

import java.time.Instant;
import java.util.UUID;

/** What a token with an expiry says: whom or what it is for, and until when. */
public record ExpiringToken(UUID subject, Instant expiry) {

    /** Whether it is no longer good. */
    public boolean hasExpired(Instant now) {
        return !now.isBefore(expiry);
    }
}
