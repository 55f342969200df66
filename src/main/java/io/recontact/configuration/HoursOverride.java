package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other hours than the weekly ones on some local dates.
 *
 * @param from the first date
 * @param till the last date
 * @param recurrence the dates between them on which it applies; null for all
 * @param slices its hours; none means the whole day, except for {@link Type#STANDARD}, where it means closed
 */
public record HoursOverride(
        String name,
        Type type,
        LocalDate from,
        LocalDate till,
        @Nullable Recurrence recurrence,
        List<Slice> slices) {

    /** The effect of an override. */
    public enum Type {
        /** Replaces the weekly hours of its dates. */
        STANDARD,
        /** Opens during its hours, in addition to other hours. */
        OPEN,
        /** Closes during its hours, whatever else is open. */
        CLOSED
    }

    /** Hours of a weekday. An absent day is every day, an absent start or end that of the day. */
    public record Slice(
            @Nullable DayOfWeek day,
            @Nullable LocalTime start,
            @Nullable LocalTime end) {

        private boolean isOf(DayOfWeek weekday) {
            return day == null || day == weekday;
        }

        private OpeningHours.Slice on(DayOfWeek weekday) {
            return new OpeningHours.Slice(
                    weekday, start == null ? LocalTime.MIDNIGHT : start, end == null ? LocalTime.MIDNIGHT : end);
        }
    }

    /**
     * Copies the slices.
     *
     * @throws InvalidParameterException if the dates are not in order
     */
    public HoursOverride {
        slices = List.copyOf(slices);
        if (till.isBefore(from)) {
            throw new InvalidParameterException("EffectiveTill is before EffectiveFrom");
        }
    }

    /** Returns true if it applies on a local date. */
    boolean appliesOn(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(till) && recurs(date);
    }

    private boolean recurs(LocalDate date) {
        return recurrence == null
                || recurrence.includes(date, from, slices.stream().anyMatch(slice -> slice.day() != null));
    }

    /** Sets the minutes of a local date that its hours cover. */
    void add(LocalDate date, BitSet minutes) {
        if (appliesOn(date)) {
            if (slices.isEmpty() && type != Type.STANDARD) {
                minutes.set(0, EffectiveHours.DAY);
            }
            var day = date.getDayOfWeek();
            slices.stream()
                    .filter(slice -> slice.isOf(day))
                    .forEach(slice -> slice.on(day).begin(minutes));
        }
        var yesterday = date.minusDays(1);
        if (appliesOn(yesterday)) {
            var day = yesterday.getDayOfWeek();
            slices.stream()
                    .filter(slice -> slice.isOf(day))
                    .forEach(slice -> slice.on(day).carryOver(minutes));
        }
    }
}
