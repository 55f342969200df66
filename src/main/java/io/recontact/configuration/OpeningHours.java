package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * When it is open: slices of the days of a week, in the time that the clocks of a zone show.
 *
 * @param timeZone the name of the zone, as it was given
 */
public record OpeningHours(String timeZone, List<Slice> slices) {

    /**
     * Copies the slices.
     *
     * @throws InvalidParameterException if the zone is none of the IANA database
     */
    public OpeningHours {
        if (TimeZones.find(timeZone).isEmpty()) {
            throw new InvalidParameterException("TimeZone is not the name of a time zone");
        }
        slices = List.copyOf(slices);
    }

    /** Whether it is open at a moment. */
    public boolean isOpenAt(Instant moment) {
        var local = LocalDateTime.ofInstant(moment, TimeZones.find(timeZone).orElseThrow());
        return slices.stream().anyMatch(slice -> slice.contains(local));
    }

    /**
     * From a start, which belongs to it, to an end, which does not. An end that is not after the start is one of the
     * following day; 23:59, the last minute that can be named, stands for the end of the day as 00:00 does.
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
