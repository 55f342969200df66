package io.recontact.startup;

import java.time.Duration;

/** Bounds of settings, for the constructors of their records. The messages name the setting. */
public final class SettingBounds {

    private SettingBounds() {}

    /**
     * Checks a duration.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static void requirePositive(String name, Duration value) {
        require(value.isPositive(), name, "must be positive");
    }

    /**
     * Checks a number.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static void requirePositive(String name, long value) {
        require(value > 0, name, "must be positive");
    }

    /**
     * Checks a duration.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static void requireNotNegative(String name, Duration value) {
        require(!value.isNegative(), name, "must not be negative");
    }

    /**
     * Checks a number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static void requireNotNegative(String name, long value) {
        require(value >= 0, name, "must not be negative");
    }

    private static void require(boolean isWithin, String name, String bound) {
        if (!isWithin) {
            throw new IllegalArgumentException("%s %s".formatted(name, bound));
        }
    }
}
