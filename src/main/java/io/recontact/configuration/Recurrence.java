package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A RecurrencePattern of the API: the dates on which an override applies. Intervals count from the period that contains
 * the first effective date; weeks begin on Monday, as in RFC 5545. Without {@code byMonth}, a yearly pattern has the
 * month of the first effective date. Without {@code byMonthDay} and {@code byWeekdayOccurrence}, monthly and yearly
 * patterns have each weekday that the hours name, or else the day of the month of the first effective date.
 *
 * @param interval every how many weeks, months or years it applies, from 1 to 6
 * @param byMonth at most one month, from 1
 * @param byMonthDay at most one day of the month, from 1; -1 is the last
 * @param byWeekdayOccurrence which of the weekdays of the month that the hours name, from 1 to 4; -1 is the last
 */
public record Recurrence(
        @NotNull Frequency frequency,
        @NotNull @Min(1) @Max(6) Integer interval,
        @Nullable List<@NotNull @Min(1) @Max(12) Integer> byMonth,
        @Nullable List<@NotNull @Min(-1) @Max(31) Integer> byMonthDay,

        @Size(max = 1) @Nullable List<@NotNull @Min(-1) @Max(4) Integer> byWeekdayOccurrence) {

    /** The unit of the interval. */
    public enum Frequency {
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    /**
     * Checks the rules of the API's text.
     *
     * @throws InvalidParameterException if a list has several values, a member does not go with the frequency, or a
     *     date is given in two ways
     */
    void check() {
        refuseIf(byMonth != null && byMonth.size() > 1, "ByMonth has more than one value");
        refuseIf(byMonthDay != null && byMonthDay.size() > 1, "ByMonthDay has more than one value");
        refuseIf(month() != null && frequency != Frequency.YEARLY, "ByMonth goes with the frequency YEARLY only");
        var isByDate = monthDay() != null || occurrence() != null;
        refuseIf(
                isByDate && frequency == Frequency.WEEKLY,
                "ByMonthDay and ByWeekdayOccurrence do not go with the frequency WEEKLY");
        refuseIf(monthDay() != null && occurrence() != null, "ByMonthDay and ByWeekdayOccurrence exclude each other");
        refuseIf(Integer.valueOf(0).equals(monthDay()), "ByMonthDay must not be 0");
        refuseIf(Integer.valueOf(0).equals(occurrence()), "ByWeekdayOccurrence must not be 0");
    }

    private static void refuseIf(boolean isWrong, String reason) {
        if (isWrong) {
            throw new InvalidParameterException("RecurrencePattern: " + reason);
        }
    }

    /**
     * Returns true if the pattern includes a date.
     *
     * @param from the first effective date, not after the date
     * @param namesDays whether the hours of the override name weekdays, which restrict the pattern further
     */
    boolean includes(LocalDate date, LocalDate from, boolean namesDays) {
        return switch (frequency) {
            case WEEKLY -> ChronoUnit.WEEKS.between(monday(from), monday(date)) % interval == 0;
            case MONTHLY ->
                ChronoUnit.MONTHS.between(from.withDayOfMonth(1), date.withDayOfMonth(1)) % interval == 0
                        && isDayOfMonth(date, from, namesDays);
            case YEARLY -> {
                var month = month();
                yield (date.getYear() - from.getYear()) % interval == 0
                        && date.getMonthValue() == (month == null ? from.getMonthValue() : month)
                        && isDayOfMonth(date, from, namesDays);
            }
        };
    }

    private boolean isDayOfMonth(LocalDate date, LocalDate from, boolean namesDays) {
        var monthDay = monthDay();
        if (monthDay != null) {
            return date.getDayOfMonth() == (monthDay < 0 ? date.lengthOfMonth() : monthDay);
        }
        var occurrence = occurrence();
        if (occurrence != null) {
            return date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(occurrence, date.getDayOfWeek())));
        }
        return namesDays || date.getDayOfMonth() == from.getDayOfMonth();
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private @Nullable Integer month() {
        return only(byMonth);
    }

    private @Nullable Integer monthDay() {
        return only(byMonthDay);
    }

    private @Nullable Integer occurrence() {
        return only(byWeekdayOccurrence);
    }

    private static @Nullable Integer only(@Nullable List<Integer> values) {
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
