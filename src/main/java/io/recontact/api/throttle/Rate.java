package io.recontact.api.throttle;

/**
 * A steady rate with a burst.
 *
 * @param perSecond requests a second in the long run
 * @param burst requests that may come at once after a pause
 */
record Rate(double perSecond, int burst) {

    Rate {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("A rate must be above 0 and its burst at least 1");
        }
    }
}
