package io.recontact.console.web.supervise;

import io.recontact.api.InstanceId;
import io.recontact.configuration.QueueId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.web.contacts.Names;
import io.recontact.console.web.supervise.Chart.Series;
import io.recontact.console.web.supervise.Chart.Unit;
import io.recontact.metrics.Dimension;
import io.recontact.metrics.IntervalPeriod;
import io.recontact.metrics.Metric;
import io.recontact.metrics.MetricQuery;
import io.recontact.metrics.MetricQuery.Interval;
import io.recontact.metrics.MetricQuery.Wanted;
import io.recontact.metrics.MetricService;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the metrics of a day from the service of GetMetricDataV2: by the hour, and by queue. */
@Component
@ConsoleEnabled
class DayMetrics {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final MetricService metrics;
    private final Names names;

    DayMetrics(MetricService metrics, Names names) {
        this.metrics = metrics;
        this.names = names;
    }

    /**
     * A row of a table: an hour or a queue.
     *
     * @param serviceLevel null, as the times, where no contact counts
     */
    record Row(
            String name,
            long created,
            long handled,
            long abandoned,
            @Nullable Double serviceLevel,
            @Nullable Double answerTime,
            @Nullable Double handleTime) {

        /** Returns the service level in words. */
        public String serviceLevelText() {
            return text(Unit.PERCENT, serviceLevel);
        }

        /** Returns the average queue answer time in words. */
        public String answerTimeText() {
            return text(Unit.SECONDS, answerTime);
        }

        /** Returns the average handle time in words. */
        public String handleTimeText() {
            return text(Unit.SECONDS, handleTime);
        }

        private static String text(Unit unit, @Nullable Double value) {
            return value == null ? "–" : unit.text(value);
        }
    }

    /** The metrics of a day; {@code hours} has those until now only. */
    record Day(List<Row> hours, Row total, List<Row> queues, List<Chart> charts) {}

    /**
     * Returns the metrics of a day until now.
     *
     * @param queue counts contacts of this queue only; null for all contacts
     * @param target the seconds of the service level
     */
    Day read(InstanceId instance, LocalDate day, Instant now, @Nullable QueueId queue, int target) {
        var start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var end = min(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), now);
        var intervals = start.isBefore(end)
                ? IntervalPeriod.HOUR.divide(start, end, ZoneOffset.UTC)
                : List.of(new Interval(start, start.plusMillis(1)));
        var byHour = metrics.query(query(instance, intervals, queue, List.of(), target)).stream()
                .collect(Collectors.toMap(MetricQuery.Result::interval, MetricQuery.Result::values));
        var hours = intervals.stream()
                .map(hour -> row(HOUR.format(hour.start()), byHour.getOrDefault(hour, List.of())))
                .toList();
        var whole = List.of(new Interval(start, intervals.getLast().end()));
        var total = metrics.query(query(instance, whole, queue, List.of(), target)).stream()
                .map(result -> row("Day", result.values()))
                .findFirst()
                .orElse(row("Day", List.of()));
        return new Day(hours, total, queues(instance, whole, queue, target), charts(hours, target));
    }

    private List<Row> queues(InstanceId instance, List<Interval> whole, @Nullable QueueId queue, int target) {
        var known = names.queues(instance).stream().collect(Collectors.toMap(Names.Choice::id, Names.Choice::name));
        return metrics.query(query(instance, whole, queue, List.of(Dimension.QUEUE), target)).stream()
                .filter(result -> known.containsKey(result.dimensions().get(Dimension.QUEUE)))
                .map(result ->
                        row(String.valueOf(known.get(result.dimensions().get(Dimension.QUEUE))), result.values()))
                .sorted(Comparator.comparing(Row::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static MetricQuery query(
            InstanceId instance,
            List<Interval> intervals,
            @Nullable QueueId queue,
            List<Dimension> groupings,
            int target) {
        return new MetricQuery(
                instance,
                intervals,
                queue == null ? Map.of() : Map.of(Dimension.QUEUE, new MetricQuery.Filter(Set.of(queue.toString()))),
                groupings,
                List.of(
                        new Wanted(Metric.CONTACTS_CREATED, null, List.of()),
                        new Wanted(Metric.CONTACTS_HANDLED, null, List.of()),
                        new Wanted(Metric.CONTACTS_ABANDONED, null, List.of()),
                        new Wanted(Metric.SERVICE_LEVEL, new MetricQuery.Threshold(true, target), List.of()),
                        new Wanted(Metric.AVG_QUEUE_ANSWER_TIME, null, List.of()),
                        new Wanted(Metric.AVG_HANDLE_TIME, null, List.of())));
    }

    private static Row row(String name, List<@Nullable Double> values) {
        return new Row(
                name,
                count(value(values, 0)),
                count(value(values, 1)),
                count(value(values, 2)),
                value(values, 3),
                value(values, 4),
                value(values, 5));
    }

    private static @Nullable Double value(List<@Nullable Double> values, int index) {
        return values.isEmpty() ? null : values.get(index);
    }

    private static long count(@Nullable Double value) {
        return value == null ? 0 : value.longValue();
    }

    private static List<Chart> charts(List<Row> hours, int target) {
        return List.of(
                Chart.of(
                        "contacts",
                        "Contacts",
                        Unit.COUNT,
                        List.of(
                                series("created", hours, row -> (double) row.created()),
                                series("handled", hours, row -> (double) row.handled()),
                                series("abandoned", hours, row -> (double) row.abandoned()))),
                Chart.of(
                        "service-level",
                        "Service level within %d s".formatted(target),
                        Unit.PERCENT,
                        List.of(series("service level", hours, Row::serviceLevel))),
                Chart.of(
                        "answer-time",
                        "Average queue answer time",
                        Unit.SECONDS,
                        List.of(series("answer time", hours, Row::answerTime))),
                Chart.of(
                        "handle-time",
                        "Average handle time",
                        Unit.SECONDS,
                        List.of(series("handle time", hours, Row::handleTime))));
    }

    private static Series series(String name, List<Row> hours, Function<Row, @Nullable Double> value) {
        var values = new ArrayList<@Nullable Double>();
        hours.forEach(hour -> values.add(value.apply(hour)));
        return new Series(name, values);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
