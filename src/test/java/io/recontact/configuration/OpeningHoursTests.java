package io.recontact.configuration;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2025-06-02 was a Monday. */
class OpeningHoursTests {

    private static OpeningHours hours(String zone, OpeningHours.Slice... slices) {
        return new OpeningHours(zone, List.of(slices));
    }

    private static OpeningHours.Slice slice(DayOfWeek day, String start, String end) {
        return new OpeningHours.Slice(day, LocalTime.parse(start), LocalTime.parse(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-02T08:59:59.999Z, false",
        "2025-06-02T09:00:00Z, true",
        "2025-06-02T16:59:59.999Z, true",
        "2025-06-02T17:00:00Z, false",
        "2025-06-03T12:00:00Z, false",
        "2025-06-09T12:00:00Z, true",
    })
    void opensWithTheStartAndClosesWithTheEnd(Instant moment, boolean open) {
        assertThat(hours("UTC", slice(MONDAY, "09:00", "17:00")).isOpenAt(moment))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "23:59"})
    void isOpenUntilTheEndOfTheDay(String end) {
        var evening = hours("UTC", slice(MONDAY, "18:00", end));

        assertThat(evening.isOpenAt(Instant.parse("2025-06-02T17:59:59Z"))).isFalse();
        assertThat(evening.isOpenAt(Instant.parse("2025-06-02T23:59:59.999Z"))).isTrue();
        assertThat(evening.isOpenAt(Instant.parse("2025-06-03T00:00:00Z"))).isFalse();
        assertThat(evening.isOpenAt(Instant.parse("2025-06-02T00:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "23:59"})
    void isOpenAllDay(String end) {
        var always = new OpeningHours(
                "UTC",
                Arrays.stream(DayOfWeek.values())
                        .map(day -> slice(day, "00:00", end))
                        .toList());

        assertThat(always.isOpenAt(Instant.parse("2025-06-02T23:59:30Z"))).isTrue();
        assertThat(always.isOpenAt(Instant.parse("2025-06-03T00:00:00Z"))).isTrue();
        assertThat(always.isOpenAt(Instant.parse("2025-06-08T12:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-08T21:59:59Z, false",
        "2025-06-08T22:00:00Z, true",
        "2025-06-09T00:00:00Z, true",
        "2025-06-09T05:59:59.999Z, true",
        "2025-06-09T06:00:00Z, false",
        "2025-06-08T03:00:00Z, false",
        "2025-06-09T22:00:00Z, false",
    })
    void spansMidnightWhenTheEndIsNotAfterTheStart(Instant moment, boolean open) {
        assertThat(hours("UTC", slice(SUNDAY, "22:00", "06:00")).isOpenAt(moment))
                .isEqualTo(open);
    }

    @Test
    void isOpenForADayWhenItEndsAsItStarts() {
        var day = hours("UTC", slice(MONDAY, "09:00", "09:00"));

        assertThat(day.isOpenAt(Instant.parse("2025-06-02T08:59:59Z"))).isFalse();
        assertThat(day.isOpenAt(Instant.parse("2025-06-02T09:00:00Z"))).isTrue();
        assertThat(day.isOpenAt(Instant.parse("2025-06-03T08:59:59Z"))).isTrue();
        assertThat(day.isOpenAt(Instant.parse("2025-06-03T09:00:00Z"))).isFalse();
    }

    @Test
    void followsTheClockOfItsTimeZone() {
        var tokyo = hours("Asia/Tokyo", slice(MONDAY, "09:00", "17:00"));

        // Monday begins in Tokyo while it is Sunday in Greenwich.
        assertThat(tokyo.isOpenAt(Instant.parse("2025-06-02T00:00:00Z"))).isTrue();
        assertThat(tokyo.isOpenAt(Instant.parse("2025-06-01T23:59:59Z"))).isFalse();
        assertThat(tokyo.isOpenAt(Instant.parse("2025-06-02T08:00:00Z"))).isFalse();
    }

    @Test
    void opensAtTheSameTimeOfDayInSummerAndInWinter() {
        var berlin = hours("Europe/Berlin", slice(MONDAY, "09:00", "17:00"));

        assertThat(berlin.isOpenAt(Instant.parse("2025-06-02T07:00:00Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2025-01-06T07:00:00Z"))).isFalse();
        assertThat(berlin.isOpenAt(Instant.parse("2025-01-06T08:00:00Z"))).isTrue();
    }

    /** On 2025-03-30 clocks in Berlin went from 02:00 to 03:00. */
    @Test
    void opensLateWhenItsStartIsSkipped() {
        var berlin = hours("Europe/Berlin", slice(SUNDAY, "02:30", "04:00"));

        assertThat(berlin.isOpenAt(Instant.parse("2025-03-30T00:59:59Z"))).isFalse();
        assertThat(berlin.isOpenAt(Instant.parse("2025-03-30T01:00:00Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2025-03-30T02:00:00Z"))).isFalse();
    }

    /** On 2025-10-26 clocks in Berlin went from 03:00 back to 02:00. */
    @Test
    void isOpenTwiceInAnHourThatComesTwice() {
        var berlin = hours("Europe/Berlin", slice(SUNDAY, "02:30", "03:00"));

        assertThat(berlin.isOpenAt(Instant.parse("2025-10-26T00:30:00Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2025-10-26T01:15:00Z"))).isFalse();
        assertThat(berlin.isOpenAt(Instant.parse("2025-10-26T01:30:00Z"))).isTrue();
        assertThat(berlin.isOpenAt(Instant.parse("2025-10-26T02:00:00Z"))).isFalse();
    }

    @Test
    void isNeverOpenWithoutSlices() {
        assertThat(hours("UTC").isOpenAt(Instant.EPOCH)).isFalse();
    }
}
