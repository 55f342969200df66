package io.recontact.api;

import java.time.Instant;

/**
 * Published when test controls return the clock to the real time; handled in the same transaction. Modules bring back
 * the times of rows that outlive contacts and still wait for their time.
 *
 * @param now the real time
 */
public record ClockReturned(Instant now) {}
