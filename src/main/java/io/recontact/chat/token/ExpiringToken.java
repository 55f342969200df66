package io.recontact.chat.token;

import java.time.Instant;
import java.util.UUID;

/**
 * A verified token with an expiry.
 *
 * @param subject the id of the participant, the attachment, the download or the contact that the token is for
 */
public record ExpiringToken(UUID subject, Instant expiry) {

    /** Returns whether the token has expired. */
    public boolean hasExpired(Instant now) {
        return !now.isBefore(expiry);
    }
}
