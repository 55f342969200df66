package io.recontact.api.throttle;

/**
 * A steady rate with a burst.
 *
 * @param perSecond long-term average, in requests a second; above 0
 * @param burst maximum number of requests at once after a pause; at least 1
 */
record Rate(double perSecond, int burst) {

    Rate {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("A rate must be above 0 and its burst at least 1");
        }
    }
}
