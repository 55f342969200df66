package io.recontact.retention;

import java.time.Instant;

/**
 * The contacts that exist for callers at one moment: "contact information remains available for 24 months, and then it
 * is deleted", and "only data from November 12, 2021, and later is returned" (DescribeContact).
 *
 * @param expired contacts initiated at this moment or earlier have expired
 * @param cutoff contacts initiated earlier than this are not returned
 */
public record RetentionWindow(Instant expired, Instant cutoff) {

    /** Contacts initiated before this moment do not exist for callers. */
    public Instant oldestKept() {
        // Times are whole milliseconds, so "later than" is "at least one millisecond later".
        var afterExpired = expired.plusMillis(1);
        return afterExpired.isAfter(cutoff) ? afterExpired : cutoff;
    }
}
