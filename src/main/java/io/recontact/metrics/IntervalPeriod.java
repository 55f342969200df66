package io.recontact.metrics;

import io.recontact.metrics.MetricQuery.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The division of a period of time into intervals. */
public enum IntervalPeriod {
    FIFTEEN_MIN(Duration.ofMinutes(15), 3),
    THIRTY_MIN(Duration.ofMinutes(30), 3),
    HOUR(Duration.ofHours(1), 3),
    DAY(null, 35),
    WEEK(null, 35),
    TOTAL(null, 35);

    private final @Nullable Duration length;
    private final Duration limit;

    IntervalPeriod(@Nullable Duration length, int days) {
        this.length = length;
        this.limit = Duration.ofDays(days);
    }

    /** Returns the duration that a request with this period must stay below. */
    public Duration limit() {
        return limit;
    }

    /**
     * Divides the time between two moments at the borders of the period in a time zone. The first and the last interval
     * may be shorter. Weeks begin on Monday.
     */
    public List<Interval> divide(Instant start, Instant end, ZoneId zone) {
        var intervals = new ArrayList<Interval>();
        var from = start;
        while (from.isBefore(end)) {
            var border = this == TOTAL ? end : next(from.atZone(zone)).toInstant();
            var until = border.isBefore(end) ? border : end;
            intervals.add(new Interval(from, until));
            from = until;
        }
        return intervals;
    }

    private ZonedDateTime next(ZonedDateTime time) {
        if (length == null) {
            var day = time.toLocalDate();
            return (this == WEEK ? day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : day.plusDays(1))
                    .atStartOfDay(time.getZone());
        }
        var past = Duration.between(time.truncatedTo(ChronoUnit.HOURS), time);
        return time.plus(length.minus(Duration.ofNanos(past.toNanos() % length.toNanos())));
    }
}
