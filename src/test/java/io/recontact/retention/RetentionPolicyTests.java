package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The retention window at every moment. */
class RetentionPolicyTests {

    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final LocalDate LAST = FIRST.plusYears(8);

    private static RetentionPolicy settings(String age) {
        return new RetentionPolicy(Period.parse(age), LocalDate.parse("1990-01-01"));
    }

    private static RetentionPolicy bound(String age) {
        var properties = new MapConfigurationPropertySource(Map.of("recontact.retention.age", age));
        return new Binder(properties)
                .bind("recontact.retention", Bindable.of(RetentionPolicy.class))
                .get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P24M", "P2Y", "P1M", "P6M", "P13M", "P1D", "P30D", "P1M1D", "P11M15D", "P7Y"})
    void expiredContactsStayExpired(String age) {
        var settings = settings(age);
        var before = Instant.MIN;
        // Just before midnight, at midnight and just after, and within the day, of every day of eight years.
        for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            for (var at : new Duration[] {
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofHours(11),
                Duration.ofDays(1).minusMillis(1)
            }) {
                var oldest = settings.windowAt(midnight.plus(at)).oldestKept();
                assertThat(oldest).as("at %s after %s", at, day).isAfterOrEqualTo(before);
                before = oldest;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P24M", "P2Y", "P1M", "P6M", "P13M", "P1D", "P30D", "P7Y"})
    void isExactToTheMillisecondOnEveryDayThatBothMonthsHave(String age) {
        var settings = settings(age);
        for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
            var initiated = day.atTime(13, 14, 15).toInstant(ZoneOffset.UTC);
            var over = day.plus(Period.parse(age));
            if (!over.minus(Period.parse(age)).equals(day)) {
                continue;
            }
            var end = over.atTime(13, 14, 15).toInstant(ZoneOffset.UTC);
            assertThat(settings.windowAt(end.minusMillis(1)).oldestKept()).isBeforeOrEqualTo(initiated);
            assertThat(settings.windowAt(end).oldestKept()).isAfter(initiated);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // now,                   initiated,               kept
        "2026-03-31T12:00:00Z, 2024-03-31T12:00:00.001Z, true",
        "2026-03-31T12:00:00Z, 2024-03-31T12:00:00Z,     false",
        "2026-02-28T12:00:00Z, 2024-02-28T12:00:00Z,     false",
        "2026-02-28T12:00:00Z, 2024-02-29T00:00:00Z,     true",
        "2022-01-01T00:00:00Z, 2021-11-12T00:00:00Z,     true",
        "2022-01-01T00:00:00Z, 2021-11-11T23:59:59.999Z, false",
    })
    void isExactToTheMillisecond(Instant now, Instant initiated, boolean kept) {
        var window = new RetentionPolicy(Period.ofMonths(24), LocalDate.parse("2021-11-12")).windowAt(now);

        assertThat(!initiated.isBefore(window.oldestKept())).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        // A contact of the last day of February, on the leap day two years later and around it.
        "2026-02-28T23:00:00Z, 2028-02-28T22:59:59.999Z, true",
        "2026-02-28T23:00:00Z, 2028-02-28T23:00:00Z,     false",
        "2026-02-28T23:00:00Z, 2028-02-29T01:00:00Z,     false",
        "2026-03-01T00:00:00Z, 2028-02-29T23:59:59.999Z, true",
        "2026-03-01T00:00:00Z, 2028-03-01T00:00:00Z,     false",
    })
    void aDeletedContactDoesNotReappear(Instant initiated, Instant now, boolean kept) {
        assertThat(!initiated.isBefore(settings("P24M").windowAt(now).oldestKept()))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"P24M, P24M", "24m, P24M", "730d, P730D", "P2Y, P2Y"})
    void acceptsAPeriodWithAUnit(String age, Period period) {
        assertThat(bound(age).age()).isEqualTo(period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "0", "+24", "-1", " 730 "})
    void refusesAPeriodWithoutAUnit(String age) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(age))
                .havingRootCause()
                .withMessageContaining("recontact.retention.age")
                .withMessageContaining("P24M");
    }

    @Test
    void keepsContactsForTwentyFourMonthsByDefault() {
        var properties = new MapConfigurationPropertySource(Map.of());
        var settings = new Binder(properties).bindOrCreate("recontact.retention", RetentionPolicy.class);

        assertThat(settings).isEqualTo(new RetentionPolicy(Period.ofMonths(24), LocalDate.parse("2021-11-12")));
    }
}
