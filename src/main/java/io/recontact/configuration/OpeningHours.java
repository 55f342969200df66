package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;

/**
 * Opening hours: slices of weekdays, in the local time of a time zone.
 *
 * @param timeZone the IANA name of the time zone, as the caller gave it
 */
public record OpeningHours(String timeZone, List<Slice> slices) {

    /**
     * Copies the slices.
     *
     * @throws InvalidParameterException if the IANA database has no such time zone
     */
    public OpeningHours {
        if (TimeZones.find(timeZone).isEmpty()) {
            throw new InvalidParameterException("TimeZone is not the name of a time zone");
        }
        slices = List.copyOf(slices);
    }

    /** Returns true if the time is within a slice. */
    public boolean isOpenAt(Instant moment) {
        return new EffectiveHours(this, List.of()).isOpenAt(moment);
    }

    /** Sets the minutes of the slices that begin on a weekday, up to the end of that day. */
    void begin(DayOfWeek day, BitSet minutes) {
        slices.stream().filter(slice -> slice.day() == day).forEach(slice -> slice.begin(minutes));
    }

    /** Sets the minutes after midnight of the slices that began on a weekday, the day before. */
    void carryOver(DayOfWeek day, BitSet minutes) {
        slices.stream().filter(slice -> slice.day() == day).forEach(slice -> slice.carryOver(minutes));
    }

    /**
     * A slice from a start (inclusive) to an end (exclusive). An end that is not after the start is on the following
     * day. 23:59, the last minute that the API can name, stands for the end of the day, like 00:00.
     */
    public record Slice(DayOfWeek day, LocalTime start, LocalTime end) {

        private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

        void begin(BitSet minutes) {
            var reachesMidnight = end.equals(LAST_MINUTE) || !end.isAfter(start);
            minutes.set(
                    EffectiveHours.minute(start), reachesMidnight ? EffectiveHours.DAY : EffectiveHours.minute(end));
        }

        void carryOver(BitSet minutes) {
            var passesMidnight = !end.isAfter(start) && !end.equals(LAST_MINUTE);
            minutes.set(0, passesMidnight ? EffectiveHours.minute(end) : 0);
        }
    }
}
