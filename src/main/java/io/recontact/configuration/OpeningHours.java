package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
        var local = LocalDateTime.ofInstant(moment, TimeZones.find(timeZone).orElseThrow());
        return slices.stream().anyMatch(slice -> slice.contains(local));
    }

    /**
     * A slice from a start (inclusive) to an end (exclusive). An end that is not after the start is on the following
     * day. 23:59, the last minute that the API can name, stands for the end of the day, like 00:00.
     */
    public record Slice(DayOfWeek day, LocalTime start, LocalTime end) {

        private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

        boolean contains(LocalDateTime local) {
            var today = local.getDayOfWeek();
            var time = local.toLocalTime();
            if (today == day && !time.isBefore(start) && (reachesMidnight() || time.isBefore(end))) {
                return true;
            }
            return today == day.plus(1) && passesMidnight() && time.isBefore(end);
        }

        private boolean reachesMidnight() {
            return end.equals(LAST_MINUTE) || !end.isAfter(start);
        }

        private boolean passesMidnight() {
            return !end.isAfter(start) && !end.equals(LAST_MINUTE);
        }
    }
}
