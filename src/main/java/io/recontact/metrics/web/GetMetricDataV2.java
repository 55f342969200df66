package io.recontact.metrics.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.metrics.Dimension;
import io.recontact.metrics.IntervalPeriod;
import io.recontact.metrics.Metric;
import io.recontact.metrics.MetricQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetMetricDataV2.html">GetMetricDataV2</a>.
 */
interface GetMetricDataV2 {

    /** The maximum of metrics, where the model has none. Each metric makes the statement longer. */
    int MAX_METRICS = 100;

    /** "You can include up to 20 SERVICE_LEVEL metrics in a request." */
    int MAX_SERVICE_LEVELS = 20;

    /** "If using MetricId, the limit is 20 MetricId per request." */
    int MAX_METRIC_IDS = 20;

    record Request(
            @NotNull String resourceArn,
            @NotNull Instant startTime,
            @NotNull Instant endTime,
            @Valid @Nullable IntervalDetails interval,
            @NotNull @Size(min = 1, max = 5) List<@NotNull @Valid FilterV2> filters,
            @Size(max = 4) @Nullable List<@NotNull String> groupings,
            @NotNull List<@NotNull @Valid MetricV2> metrics,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults) {

        /** Checks what concerns the metrics, and returns the question. */
        MetricQuery toQuery(
                InstanceId instance,
                List<MetricQuery.Interval> intervals,
                Map<Dimension, MetricQuery.Filter> conditions) {
            var dimensions = groupings == null
                    ? List.<Dimension>of()
                    : groupings.stream()
                            .distinct()
                            .map(key -> dimension("Groupings", key))
                            .toList();
            var wanted = metrics.stream().map(MetricV2::toWanted).toList();
            requireCounts(wanted);
            for (var each : wanted) {
                requireDimensions(each.metric(), dimensions, conditions.keySet());
            }
            return new MetricQuery(instance, intervals, conditions, dimensions, wanted);
        }

        private void requireCounts(List<MetricQuery.Wanted> wanted) {
            if (wanted.isEmpty() || wanted.size() > MAX_METRICS) {
                throw new InvalidParameterException("Metrics needs 1 to %d metrics".formatted(MAX_METRICS));
            }
            if (wanted.stream()
                            .filter(each -> each.metric() == Metric.SERVICE_LEVEL)
                            .count()
                    > MAX_SERVICE_LEVELS) {
                throw new InvalidParameterException(
                        "Metrics may have at most %d SERVICE_LEVEL metrics".formatted(MAX_SERVICE_LEVELS));
            }
            if (metrics.stream().filter(metric -> metric.metricId != null).count() > MAX_METRIC_IDS) {
                throw new InvalidParameterException("Metrics may have at most %d MetricIds".formatted(MAX_METRIC_IDS));
            }
        }

        Request withoutPaging() {
            return new Request(resourceArn, startTime, endTime, interval, filters, groupings, metrics, null, null);
        }
    }

    /** Refuses groupings and filters that the model does not list for the metric. */
    static void requireDimensions(Metric metric, Collection<Dimension> groupings, Collection<Dimension> filters) {
        for (var dimension : groupings) {
            if (!metric.has(dimension)) {
                throw new InvalidParameterException("%s cannot be grouped by %s".formatted(metric, dimension.key()));
            }
        }
        for (var dimension : filters) {
            if (!metric.has(dimension)) {
                throw new InvalidParameterException("%s cannot be filtered by %s".formatted(metric, dimension.key()));
            }
        }
    }

    /** Finds a dimension. The message does not repeat the key, which is the caller's text. */
    static Dimension dimension(String member, String key) {
        return Dimension.find(key)
                .orElseThrow(() -> new InvalidParameterException(
                        "%s has a key that this service does not measure by".formatted(member)));
    }

    record IntervalDetails(
            @Nullable String timeZone, @Nullable IntervalPeriod intervalPeriod) {}

    record FilterV2(
            @Size(min = 1, max = 250) @Nullable String filterKey,
            @Size(min = 1, max = 100) @Nullable List<@NotNull @Size(min = 1, max = 250) String> filterValues,
            @Valid @Nullable FilterV2StringCondition stringCondition) {}

    record FilterV2StringCondition(@Nullable Comparison comparison) {}

    enum Comparison {
        NOT_EXISTS
    }

    record MetricV2(
            @Nullable String name,
            @Size(max = 1) @Nullable List<@NotNull @Valid ThresholdV2> threshold,
            @Size(min = 1, max = 150) @Nullable String metricId,
            @Size(max = 2) @Nullable List<@NotNull @Valid MetricFilterV2> metricFilters) {

        private static final Pattern METRIC_ARN =
                Pattern.compile("arn:aws[a-z-]*:connect:[a-z0-9-]*:aws:metric/(?<name>[A-Z_]+)");

        MetricQuery.Wanted toWanted() {
            var metric = metric();
            return new MetricQuery.Wanted(
                    metric,
                    toThreshold(metric),
                    metricFilters == null
                            ? List.of()
                            : metricFilters.stream()
                                    .map(MetricFilterV2::toFilter)
                                    .toList());
        }

        private Metric metric() {
            if ((name == null) == (metricId == null)) {
                throw new InvalidParameterException("Each of Metrics needs either a Name or a MetricId");
            }
            var wanted = name;
            if (metricId != null) {
                var arn = METRIC_ARN.matcher(metricId);
                wanted = arn.matches() ? arn.group("name") : "";
            }
            return Metric.find(String.valueOf(wanted))
                    .orElseThrow(() ->
                            new InvalidParameterException("Metrics has a metric that this service does not measure"));
        }

        private MetricQuery.@Nullable Threshold toThreshold(Metric metric) {
            var given = threshold == null || threshold.isEmpty() ? null : threshold.getFirst();
            if (metric.hasThreshold() != (given != null)) {
                throw new InvalidParameterException(
                        given == null
                                ? "%s needs a Threshold".formatted(metric)
                                : "%s has no Threshold".formatted(metric));
            }
            return given == null ? null : given.toThreshold();
        }
    }

    record ThresholdV2(
            @Size(min = 1, max = 250) @Nullable String comparison,
            @Nullable Double thresholdValue) {

        private static final long MAX_SECONDS = 604_800;

        MetricQuery.Threshold toThreshold() {
            if (!"LT".equals(comparison) && !"LTE".equals(comparison)) {
                throw new InvalidParameterException("Threshold.Comparison must be LT or LTE");
            }
            return new MetricQuery.Threshold("LTE".equals(comparison), seconds(thresholdValue));
        }

        /** "Enter any whole number from 1 to 604800 (inclusive), in seconds." */
        static long seconds(@Nullable Double value) {
            if (value == null || value < 1 || value > MAX_SECONDS || value != Math.rint(value)) {
                throw new InvalidParameterException(
                        "Threshold.ThresholdValue must be a whole number from 1 to %d".formatted(MAX_SECONDS));
            }
            return value.longValue();
        }
    }

    record MetricFilterV2(
            @Nullable String metricFilterKey,
            @Size(min = 1, max = 10) @Nullable List<@NotNull String> metricFilterValues,
            @Nullable Boolean negate) {

        private static final Set<Dimension> KEYS = Set.of(Dimension.INITIATION_METHOD, Dimension.DISCONNECT_REASON);

        MetricQuery.MetricFilter toFilter() {
            if (metricFilterKey == null || metricFilterValues == null) {
                throw new InvalidParameterException(
                        "Each of MetricFilters needs a MetricFilterKey and MetricFilterValues");
            }
            var dimension = dimension("MetricFilters", metricFilterKey);
            if (!KEYS.contains(dimension)) {
                throw new InvalidParameterException("%s is not a metric filter key".formatted(dimension.key()));
            }
            return new MetricQuery.MetricFilter(dimension, Set.copyOf(metricFilterValues), Boolean.TRUE.equals(negate));
        }
    }

    record Response(@Nullable String nextToken, List<MetricResultV2> metricResults) {}

    record MetricResultV2(
            @Nullable Map<String, String> dimensions, MetricInterval metricInterval, List<MetricDataV2> collections) {

        static MetricResultV2 of(MetricQuery.Result result, IntervalPeriod period, List<MetricV2> metrics) {
            var collections = new ArrayList<MetricDataV2>();
            IntStream.range(0, metrics.size())
                    .forEach(i -> collections.add(
                            new MetricDataV2(metrics.get(i), result.values().get(i))));
            return new MetricResultV2(
                    result.dimensions().isEmpty()
                            ? null
                            : result.dimensions().entrySet().stream()
                                    .collect(Collectors.toMap(
                                            entry -> entry.getKey().key(), Map.Entry::getValue)),
                    new MetricInterval(
                            period, result.interval().start(), result.interval().end()),
                    collections);
        }
    }

    record MetricInterval(IntervalPeriod interval, Instant startTime, Instant endTime) {}

    record MetricDataV2(MetricV2 metric, @Nullable Double value) {}
}
