package io.recontact.metrics;

import io.recontact.api.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for historical metrics.
 *
 * @param intervals consecutive intervals, each with values of its own; at least one
 * @param filters rows that count, by dimension
 * @param groupings the dimensions of the groups, in order; without any, all rows are one group
 */
public record MetricQuery(
        InstanceId instance,
        List<Interval> intervals,
        Map<Dimension, Filter> filters,
        List<Dimension> groupings,
        List<Wanted> metrics) {

    /** Copies the collections. */
    public MetricQuery {
        intervals = List.copyOf(intervals);
        filters = Map.copyOf(filters);
        groupings = List.copyOf(groupings);
        metrics = List.copyOf(metrics);
    }

    /** The time from {@code start} until just before {@code end}. */
    public record Interval(Instant start, Instant end) {}

    /**
     * A condition on a dimension.
     *
     * @param values values of which a row must have one; null if it must have none at all
     */
    public record Filter(@Nullable Set<String> values) {

        /** Copies the values. */
        public Filter {
            values = values == null ? null : Set.copyOf(values);
        }
    }

    /**
     * A metric to compute.
     *
     * @param threshold what durations are compared with; null for metrics without a threshold
     * @param filters conditions of this metric alone
     */
    public record Wanted(Metric metric, @Nullable Threshold threshold, List<MetricFilter> filters) {

        /** Copies the filters. */
        public Wanted {
            filters = List.copyOf(filters);
        }
    }

    /** A number of seconds, inclusive or not. */
    public record Threshold(boolean isInclusive, long seconds) {}

    /** A condition of one metric; {@code negate} inverts it. */
    public record MetricFilter(Dimension dimension, Set<String> values, boolean negate) {

        /** Copies the values. */
        public MetricFilter {
            values = Set.copyOf(values);
        }
    }

    /** The values of one group and interval, in the order of the metrics; null where a value cannot be computed. */
    public record Result(Map<Dimension, String> dimensions, Interval interval, List<@Nullable Double> values) {}

    Instant start() {
        return intervals.getFirst().start();
    }

    Instant end() {
        return intervals.getLast().end();
    }
}
