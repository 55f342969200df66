package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.EffectiveHours.OverrideSpan;
import io.recontact.configuration.EffectiveHours.Span;
import io.recontact.configuration.Recurrence.Frequency;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EffectiveHoursTests {

    /** Zones that change their offset by an hour and by half an hour, at midnight, and never; one skipped a date. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Havana",
            "Asia/Kolkata",
            "Pacific/Apia",
            "Pacific/Chatham",
            "UTC");

    private static final List<HoursOverride.Type> TYPES = List.of(HoursOverride.Type.values());

    private static final LocalDate MONDAY = LocalDate.parse("2026-06-01");

    private static OpeningHours weekdays(String zone, String start, String end) {
        return new OpeningHours(
                zone,
                Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.getValue() <= 5)
                        .map(day -> new OpeningHours.Slice(day, LocalTime.parse(start), LocalTime.parse(end)))
                        .toList());
    }

    private static HoursOverride.Slice slice(@Nullable DayOfWeek day, String start, String end) {
        return new HoursOverride.Slice(day, LocalTime.parse(start), LocalTime.parse(end));
    }

    private static HoursOverride override(
            HoursOverride.Type type, LocalDate from, LocalDate till, HoursOverride.Slice... slices) {
        return new HoursOverride("o", type, from, till, null, List.of(slices));
    }

    private static List<String> on(LocalDate date, OpeningHours weekly, HoursOverride... overrides) {
        return texts(new EffectiveHours(weekly, List.of(overrides)).on(date));
    }

    private static List<String> texts(List<Span> spans) {
        return spans.stream().map(span -> span.start() + "-" + span.end()).toList();
    }

    @Test
    void isOpenAsTheWeekSaysWithoutOverrides() {
        var office = weekdays("UTC", "09:00", "17:00");

        assertThat(on(MONDAY, office)).containsExactly("09:00-17:00");
        assertThat(on(MONDAY.plusDays(5), office)).isEmpty();
    }

    @Test
    void opensBeyondTheWeeklyHours() {
        var evening = override(HoursOverride.Type.OPEN, MONDAY, MONDAY.plusDays(6), slice(null, "16:00", "20:00"));

        assertThat(on(MONDAY, weekdays("UTC", "09:00", "17:00"), evening)).containsExactly("09:00-20:00");
        assertThat(on(MONDAY.plusDays(5), weekdays("UTC", "09:00", "17:00"), evening))
                .containsExactly("16:00-20:00");
        assertThat(on(MONDAY.plusDays(7), weekdays("UTC", "09:00", "17:00"), evening))
                .containsExactly("09:00-17:00");
    }

    @Test
    void replacesTheWeeklyHoursOfItsDates() {
        var reduced = override(
                HoursOverride.Type.STANDARD, MONDAY, MONDAY.plusDays(1), slice(DayOfWeek.MONDAY, "10:00", "12:00"));

        assertThat(on(MONDAY, weekdays("UTC", "09:00", "17:00"), reduced)).containsExactly("10:00-12:00");
        assertThat(on(MONDAY.plusDays(1), weekdays("UTC", "09:00", "17:00"), reduced))
                .isEmpty();
        assertThat(on(MONDAY.plusDays(2), weekdays("UTC", "09:00", "17:00"), reduced))
                .containsExactly("09:00-17:00");
    }

    /** The examples of the Administrator Guide. */
    @Test
    void ranksClosedBeforeOpenBeforeTemporaryBeforeWeeklyHours() {
        var office = weekdays("UTC", "09:00", "17:00");
        var closed = override(HoursOverride.Type.CLOSED, MONDAY, MONDAY);
        var lunch = override(HoursOverride.Type.CLOSED, MONDAY, MONDAY, slice(null, "12:00", "16:00"));
        var open = override(HoursOverride.Type.OPEN, MONDAY, MONDAY, slice(null, "08:00", "18:00"));
        var temporary = override(HoursOverride.Type.STANDARD, MONDAY, MONDAY, slice(null, "16:00", "20:00"));

        assertThat(on(MONDAY, office, open, temporary, closed)).isEmpty();
        assertThat(on(MONDAY, office, temporary, lunch, open)).containsExactly("08:00-12:00", "16:00-20:00");
        assertThat(on(MONDAY, office, temporary, lunch)).containsExactly("16:00-20:00");
    }

    @Test
    void continuesASliceAfterMidnightOfTheDateOnWhichItBegan() {
        var night = weekdays("UTC", "22:00", "06:00");
        var party = override(HoursOverride.Type.OPEN, MONDAY, MONDAY, slice(null, "20:00", "02:00"));
        var holiday = override(HoursOverride.Type.STANDARD, MONDAY.plusDays(1), MONDAY.plusDays(1));

        assertThat(on(MONDAY.plusDays(1), night)).containsExactly("00:00-06:00", "22:00-00:00");
        assertThat(on(MONDAY.plusDays(1), weekdays("UTC", "09:00", "17:00"), party))
                .containsExactly("00:00-02:00", "09:00-17:00");
        assertThat(on(MONDAY, night, holiday)).containsExactly("22:00-00:00");
        assertThat(on(MONDAY.plusDays(1), night, holiday)).isEmpty();
        assertThat(on(MONDAY.plusDays(2), night, holiday)).containsExactly("22:00-00:00");
    }

    @Test
    void describesTheHoursOfOverrides() {
        var hours = new EffectiveHours(
                weekdays("UTC", "09:00", "17:00"),
                List.of(
                        override(HoursOverride.Type.STANDARD, MONDAY, MONDAY),
                        override(HoursOverride.Type.OPEN, MONDAY, MONDAY, slice(null, "10:00", "11:00"))));

        assertThat(hours.overridesOn(MONDAY))
                .containsExactly(
                        new OverrideSpan(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT), "o", false),
                        new OverrideSpan(new Span(LocalTime.of(10, 0), LocalTime.of(11, 0)), "o", true));
        assertThat(hours.overridesOn(MONDAY.plusDays(1))).isEmpty();
    }

    /** Expected dates counted in a calendar. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "WEEKLY  | 1 | - | -  | -  | FRIDAY   | 2026-01-02 2026-01-09 2026-01-16 2026-01-23 2026-01-30",
                "WEEKLY  | 2 | - | -  | -  | FRIDAY   | 2026-01-02 2026-01-16 2026-01-30 2026-02-13",
                "WEEKLY  | 2 | - | -  | -  | MONDAY   | 2026-01-12 2026-01-26 2026-02-09",
                "MONTHLY | 1 | - | 31 | -  | -        | 2026-01-31 2026-03-31 2026-05-31",
                "MONTHLY | 1 | - | -1 | -  | -        | 2026-01-31 2026-02-28 2026-03-31 2026-04-30",
                "MONTHLY | 2 | - | -  | -1 | FRIDAY   | 2026-01-30 2026-03-27 2026-05-29",
                "MONTHLY | 1 | - | -  | 2  | THURSDAY | 2026-01-08 2026-02-12 2026-03-12",
                "MONTHLY | 3 | - | -  | -  | -        | 2026-01-01 2026-04-01 2026-07-01",
                "YEARLY  | 1 | 4 | -  | 2  | THURSDAY | 2026-04-09 2027-04-08 2028-04-13",
                "YEARLY  | 1 | 12| 25 | -  | -        | 2026-12-25 2027-12-25 2028-12-25",
                "YEARLY  | 2 | 2 | 29 | -  | -        | 2028-02-29 2032-02-29",
                "YEARLY  | 1 | - | -  | -  | -        | 2026-01-01 2027-01-01",
            })
    void recursAsItsPatternSays(
            Frequency frequency,
            int interval,
            @Nullable Integer month,
            @Nullable Integer monthDay,
            @Nullable Integer occurrence,
            @Nullable DayOfWeek day,
            String dates) {
        var from = LocalDate.parse("2026-01-01"); // a Thursday
        var recurrence = new Recurrence(frequency, interval, listOf(month), listOf(monthDay), listOf(occurrence));
        recurrence.check();
        var closed = new HoursOverride(
                "o",
                HoursOverride.Type.CLOSED,
                from,
                LocalDate.parse("2032-12-31"),
                recurrence,
                List.of(slice(day, "00:00", "00:00")));
        var expected = Stream.of(dates.split(" ")).map(LocalDate::parse).toList();
        var hours = new EffectiveHours(always("UTC"), List.of(closed));

        assertThat(from.datesUntil(expected.getLast().plusDays(1)))
                .filteredOn(date -> hours.on(date).isEmpty())
                .isEqualTo(expected);
    }

    private static List<Integer> listOf(@Nullable Integer value) {
        return value == null ? List.of() : List.of(value);
    }

    private static OpeningHours always(String zone) {
        return new OpeningHours(
                zone,
                Arrays.stream(DayOfWeek.values())
                        .map(day -> new OpeningHours.Slice(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
                        .toList());
    }

    static Stream<Recurrence> brokenPatterns() {
        return Stream.of(
                new Recurrence(Frequency.YEARLY, 1, List.of(1, 2), null, null),
                new Recurrence(Frequency.MONTHLY, 1, null, List.of(1, 2), null),
                new Recurrence(Frequency.MONTHLY, 1, List.of(1), null, null),
                new Recurrence(Frequency.MONTHLY, 1, null, List.of(1), List.of(1)),
                new Recurrence(Frequency.MONTHLY, 1, null, List.of(0), null),
                new Recurrence(Frequency.YEARLY, 1, null, null, List.of(0)),
                new Recurrence(Frequency.WEEKLY, 1, null, List.of(1), null),
                new Recurrence(Frequency.WEEKLY, 1, null, null, List.of(1)));
    }

    @ParameterizedTest
    @MethodSource("brokenPatterns")
    void refusesPatternsThatTheApiRulesOut(Recurrence pattern) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(pattern::check)
                .withMessageContaining("RecurrencePattern");
    }

    /** Compares with the rules applied to one local time, without minutes, spans or sets. */
    @Test
    void agreesWithTheRulesAtEveryTimeInEveryZone() {
        var random = new Random(11);
        for (var round = 0; round < 400; round++) {
            var zone = ZONES.get(random.nextInt(ZONES.size()));
            var weekly = new OpeningHours(zone, weeklySlices(random));
            var overrides = IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> randomOverride(random))
                    .toList();
            var hours = new EffectiveHours(weekly, overrides);
            for (var sample = 0; sample < 50; sample++) {
                var moment = moment(random, zone);
                var local = LocalDateTime.ofInstant(moment, ZoneId.of(zone));
                assertThat(hours.isOpenAt(moment))
                        .as("%s in %s, %s %s", local, zone, weekly, overrides)
                        .isEqualTo(expected(weekly, overrides, local));
                assertThat(hours.on(local.toLocalDate()).stream()
                                .anyMatch(span -> !local.toLocalTime().isBefore(span.start())
                                        && (span.end().equals(LocalTime.MIDNIGHT)
                                                || local.toLocalTime().isBefore(span.end()))))
                        .as("the effective hours of %s", local)
                        .isEqualTo(hours.isOpenAt(moment));
            }
        }
    }

    /** A moment of 2026 and 2027, often near a change of the offset. */
    private static Instant moment(Random random, String zone) {
        var any = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(2 * 365 * 86_400));
        var change = ZoneId.of(zone).getRules().nextTransition(any);
        return change == null || random.nextBoolean()
                ? any
                : change.getInstant().plus(Duration.ofSeconds(random.nextInt(-20_000, 20_000)));
    }

    private static LocalTime time(Random random) {
        return random.nextInt(5) == 0 ? LocalTime.MIDNIGHT : LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private static List<OpeningHours.Slice> weeklySlices(Random random) {
        return random.ints(random.nextInt(8), 1, 8)
                .mapToObj(day -> new OpeningHours.Slice(DayOfWeek.of(day), time(random), time(random)))
                .toList();
    }

    private static HoursOverride randomOverride(Random random) {
        var from = LocalDate.parse("2026-01-01").plusDays(random.nextInt(700));
        var slices = new ArrayList<HoursOverride.Slice>();
        for (var i = random.nextInt(3); i > 0; i--) {
            slices.add(new HoursOverride.Slice(
                    random.nextBoolean() ? null : DayOfWeek.of(1 + random.nextInt(7)),
                    random.nextInt(4) == 0 ? null : time(random),
                    random.nextInt(4) == 0 ? null : time(random)));
        }
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var recurrence = random.nextBoolean()
                ? null
                : new Recurrence(Frequency.MONTHLY, 1, null, List.of(1 + random.nextInt(28)), null);
        return new HoursOverride("o", type, from, from.plusDays(random.nextInt(400)), recurrence, slices);
    }

    private static boolean expected(OpeningHours weekly, List<HoursOverride> overrides, LocalDateTime local) {
        if (isWithin(overrides, HoursOverride.Type.CLOSED, local)) {
            return false;
        }
        if (isWithin(overrides, HoursOverride.Type.OPEN, local)) {
            return true;
        }
        if (overrides.stream().anyMatch(o -> o.type() == HoursOverride.Type.STANDARD && isOf(o, local.toLocalDate()))) {
            return isWithin(overrides, HoursOverride.Type.STANDARD, local);
        }
        var yesterday = local.toLocalDate().minusDays(1);
        var wasReplaced =
                overrides.stream().anyMatch(o -> o.type() == HoursOverride.Type.STANDARD && isOf(o, yesterday));
        return isWithin(overrides, HoursOverride.Type.STANDARD, local)
                || weekly.slices().stream().anyMatch(s -> covers(s, local.toLocalDate(), local))
                || (!wasReplaced && weekly.slices().stream().anyMatch(s -> covers(s, yesterday, local)));
    }

    private static boolean isWithin(List<HoursOverride> overrides, HoursOverride.Type type, LocalDateTime local) {
        return overrides.stream()
                .filter(override -> override.type() == type)
                .anyMatch(override -> Stream.of(
                                local.toLocalDate(), local.toLocalDate().minusDays(1))
                        .filter(date -> isOf(override, date))
                        .anyMatch(date -> override.slices().isEmpty()
                                ? type != HoursOverride.Type.STANDARD && date.equals(local.toLocalDate())
                                : override.slices().stream()
                                        .filter(s -> s.day() == null || s.day() == date.getDayOfWeek())
                                        .map(s -> new OpeningHours.Slice(
                                                date.getDayOfWeek(),
                                                s.start() == null ? LocalTime.MIDNIGHT : s.start(),
                                                s.end() == null ? LocalTime.MIDNIGHT : s.end()))
                                        .anyMatch(s -> covers(s, date, local))));
    }

    private static boolean isOf(HoursOverride override, LocalDate date) {
        var recurrence = override.recurrence();
        return !date.isBefore(override.from())
                && !date.isAfter(override.till())
                && (recurrence == null
                        || (recurrence.byMonthDay() != null
                                && recurrence.byMonthDay().contains(date.getDayOfMonth())));
    }

    /** Returns true if a slice that begins on a date covers a local time. */
    private static boolean covers(OpeningHours.Slice slice, LocalDate date, LocalDateTime local) {
        if (slice.day() != date.getDayOfWeek()) {
            return false;
        }
        var start = date.atTime(slice.start());
        var end = slice.end().equals(LocalTime.of(23, 59))
                ? date.plusDays(1).atStartOfDay()
                : slice.end().isAfter(slice.start())
                        ? date.atTime(slice.end())
                        : date.plusDays(1).atTime(slice.end());
        return !local.isBefore(start) && local.isBefore(end);
    }
}
