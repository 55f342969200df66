package io.recontact.configuration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opening hours with the overrides that change them on some dates. The order of precedence is that of the Administrator
 * Guide (<a
 * href="https://docs.aws.amazon.com/connect/latest/adminguide/hours-of-operation-overrides.html">overrides</a>):
 * CLOSED, OPEN, STANDARD, weekly hours. A slice that passes midnight belongs to the date on which it begins; of a date
 * with STANDARD overrides, the weekly slice of the day before does not continue.
 */
public record EffectiveHours(OpeningHours weekly, List<HoursOverride> overrides) {

    /** Minutes of a local date. */
    static final int DAY = 24 * 60;

    /** A part of a local date; an end of 00:00 is the end of the date. */
    public record Span(LocalTime start, LocalTime end) {}

    /**
     * The hours of an override on a date.
     *
     * @param open whether the override opens during the span, or closes
     */
    public record OverrideSpan(Span span, String override, boolean open) {}

    /** Copies the overrides. */
    public EffectiveHours {
        overrides = List.copyOf(overrides);
    }

    /** Returns true if it is open at a time. */
    public boolean isOpenAt(Instant moment) {
        var local = LocalDateTime.ofInstant(
                moment, TimeZones.find(weekly.timeZone()).orElseThrow());
        return minutes(local.toLocalDate()).get(minute(local.toLocalTime()));
    }

    /** Returns when it is open on a local date, in order and without overlaps. */
    public List<Span> on(LocalDate date) {
        return spans(minutes(date));
    }

    /** Returns the hours of the overrides on a local date. A STANDARD override without hours closes the whole date. */
    public List<OverrideSpan> overridesOn(LocalDate date) {
        return overrides.stream()
                .flatMap(override -> {
                    var minutes = new BitSet(DAY);
                    override.add(date, minutes);
                    var closes = override.type() == HoursOverride.Type.CLOSED;
                    if (minutes.isEmpty()
                            && override.type() == HoursOverride.Type.STANDARD
                            && override.appliesOn(date)) {
                        minutes.set(0, DAY);
                        closes = true;
                    }
                    var opens = !closes;
                    return spans(minutes).stream().map(span -> new OverrideSpan(span, override.name(), opens));
                })
                .toList();
    }

    private BitSet minutes(LocalDate date) {
        var open = schedule(date);
        of(HoursOverride.Type.OPEN).forEach(override -> override.add(date, open));
        var closed = new BitSet(DAY);
        of(HoursOverride.Type.CLOSED).forEach(override -> override.add(date, closed));
        open.andNot(closed);
        return open;
    }

    private BitSet schedule(LocalDate date) {
        var minutes = new BitSet(DAY);
        of(HoursOverride.Type.STANDARD).forEach(override -> override.add(date, minutes));
        if (hasStandard(date)) {
            return minutes;
        }
        weekly.begin(date.getDayOfWeek(), minutes);
        var yesterday = date.minusDays(1);
        if (!hasStandard(yesterday)) {
            weekly.carryOver(yesterday.getDayOfWeek(), minutes);
        }
        return minutes;
    }

    private boolean hasStandard(LocalDate date) {
        return of(HoursOverride.Type.STANDARD).anyMatch(override -> override.appliesOn(date));
    }

    private Stream<HoursOverride> of(HoursOverride.Type type) {
        return overrides.stream().filter(override -> override.type() == type);
    }

    private static List<Span> spans(BitSet minutes) {
        var spans = new ArrayList<Span>();
        for (var start = minutes.nextSetBit(0); start >= 0; ) {
            var end = minutes.nextClearBit(start);
            spans.add(new Span(time(start), time(end)));
            start = minutes.nextSetBit(end);
        }
        return spans;
    }

    static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % DAY * 60L);
    }
}
