package io.recontact.metrics.web;

import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceType;
import io.recontact.metrics.Dimension;
import io.recontact.metrics.Metric;
import io.recontact.metrics.MetricQuery;
import io.recontact.metrics.MetricQuery.MetricFilter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetMetricData.html">GetMetricData</a>, the older
 * form of GetMetricDataV2.
 */
interface GetMetricData {

    record Request(
            @NotNull Instant startTime,
            @NotNull Instant endTime,
            @NotNull @Valid Filters filters,
            @Size(max = 2) @Nullable List<@NotNull Grouping> groupings,
            @NotNull List<@NotNull @Valid HistoricalMetric> historicalMetrics,
            @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults) {

        MetricQuery toQuery(InstanceId instance, Map<Dimension, MetricQuery.Filter> conditions) {
            if (historicalMetrics.isEmpty() || historicalMetrics.size() > GetMetricDataV2.MAX_METRICS) {
                throw new InvalidParameterException(
                        "HistoricalMetrics needs 1 to %d metrics".formatted(GetMetricDataV2.MAX_METRICS));
            }
            var wanted =
                    historicalMetrics.stream().map(HistoricalMetric::toWanted).toList();
            if (wanted.stream()
                            .filter(each -> each.metric() == Metric.SERVICE_LEVEL)
                            .count()
                    > GetMetricDataV2.MAX_SERVICE_LEVELS) {
                throw new InvalidParameterException("HistoricalMetrics may have at most %d SERVICE_LEVEL metrics"
                        .formatted(GetMetricDataV2.MAX_SERVICE_LEVELS));
            }
            var dimensions = groupings == null
                    ? List.<Dimension>of()
                    : groupings.stream().distinct().map(Grouping::dimension).toList();
            for (var each : wanted) {
                GetMetricDataV2.requireDimensions(each.metric(), dimensions, conditions.keySet());
            }
            return new MetricQuery(
                    instance, List.of(new MetricQuery.Interval(startTime, endTime)), conditions, dimensions, wanted);
        }

        Request withoutPaging() {
            return new Request(startTime, endTime, filters, groupings, historicalMetrics, null, null);
        }
    }

    record Filters(
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> queues,
            @Size(max = 4) @Nullable List<@NotNull Channel> channels,
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> routingProfiles,
            @Size(max = 50) @Nullable List<@NotNull @Size(min = 1, max = 3000) String> routingStepExpressions,
            @Nullable List<@NotNull String> agentStatuses,
            @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 100) String> subtypes,
            @Size(max = 10) @Nullable List<@NotNull String> validationTestTypes) {}

    enum Grouping {
        QUEUE,
        CHANNEL,
        ROUTING_PROFILE,
        ROUTING_STEP_EXPRESSION,
        AGENT_STATUS,
        SUBTYPE,
        VALIDATION_TEST_TYPE;

        Dimension dimension() {
            return switch (this) {
                case QUEUE -> Dimension.QUEUE;
                case CHANNEL -> Dimension.CHANNEL;
                case ROUTING_PROFILE -> Dimension.ROUTING_PROFILE;
                case ROUTING_STEP_EXPRESSION, AGENT_STATUS, SUBTYPE, VALIDATION_TEST_TYPE ->
                    throw new InvalidParameterException("GetMetricData cannot group by %s".formatted(this));
            };
        }
    }

    record HistoricalMetric(
            @Nullable HistoricalMetricName name,
            @Valid @Nullable Threshold threshold,
            @Nullable Statistic statistic,
            @Nullable Unit unit) {

        MetricQuery.Wanted toWanted() {
            if (name == null) {
                throw new InvalidParameterException("Each of HistoricalMetrics needs a Name");
            }
            if (statistic != null && statistic != name.statistic()) {
                throw new InvalidParameterException("The Statistic of %s is %s".formatted(name, name.statistic()));
            }
            if (unit != null && unit != name.unit()) {
                throw new InvalidParameterException("The Unit of %s is %s".formatted(name, name.unit()));
            }
            if ((threshold != null) != name.metric.hasThreshold()) {
                throw new InvalidParameterException(
                        threshold == null
                                ? "%s needs a Threshold".formatted(name)
                                : "%s has no Threshold".formatted(name));
            }
            return new MetricQuery.Wanted(
                    name.metric, threshold == null ? null : threshold.toThreshold(), name.filters);
        }
    }

    record Threshold(
            @Nullable Comparison comparison, @Nullable Double thresholdValue) {

        MetricQuery.Threshold toThreshold() {
            if (comparison == null) {
                throw new InvalidParameterException("Threshold.Comparison must be LT");
            }
            return new MetricQuery.Threshold(false, GetMetricDataV2.ThresholdV2.seconds(thresholdValue));
        }
    }

    enum Comparison {
        LT
    }

    enum Statistic {
        SUM,
        MAX,
        AVG
    }

    enum Unit {
        SECONDS,
        COUNT,
        PERCENT
    }

    /** The metrics of the older form, and those of the newer one that they equal. */
    enum HistoricalMetricName {
        CONTACTS_QUEUED(Metric.CONTACTS_QUEUED),
        CONTACTS_HANDLED(Metric.CONTACTS_HANDLED),
        CONTACTS_ABANDONED(Metric.CONTACTS_ABANDONED),
        /** Agents cannot consult each other. */
        CONTACTS_CONSULTED(Metric.CONTACTS_PUT_ON_HOLD),
        CONTACTS_AGENT_HUNG_UP_FIRST(Metric.CONTACTS_HANDLED, Dimension.DISCONNECT_REASON, "AGENT_DISCONNECT"),
        CONTACTS_HANDLED_INCOMING(
                Metric.CONTACTS_HANDLED,
                Dimension.INITIATION_METHOD,
                "INBOUND",
                "TRANSFER",
                "QUEUE_TRANSFER",
                "DISCONNECT"),
        CONTACTS_HANDLED_OUTBOUND(
                Metric.CONTACTS_HANDLED, Dimension.INITIATION_METHOD, "OUTBOUND", "EXTERNAL_OUTBOUND"),
        CONTACTS_HOLD_ABANDONS(Metric.CONTACTS_HOLD_ABANDONS),
        CONTACTS_TRANSFERRED_IN(Metric.CONTACTS_QUEUED, Dimension.INITIATION_METHOD, "TRANSFER", "QUEUE_TRANSFER"),
        CONTACTS_TRANSFERRED_OUT(Metric.CONTACTS_TRANSFERRED_OUT),
        CONTACTS_TRANSFERRED_IN_FROM_QUEUE(Metric.CONTACTS_QUEUED, Dimension.INITIATION_METHOD, "QUEUE_TRANSFER"),
        CONTACTS_TRANSFERRED_OUT_FROM_QUEUE(Metric.CONTACTS_TRANSFERRED_OUT_FROM_QUEUE),
        CONTACTS_MISSED(Metric.AGENT_NON_RESPONSE),
        CALLBACK_CONTACTS_HANDLED(Metric.CONTACTS_HANDLED, Dimension.INITIATION_METHOD, "CALLBACK"),
        API_CONTACTS_HANDLED(Metric.CONTACTS_HANDLED, Dimension.INITIATION_METHOD, "API"),
        OCCUPANCY(Metric.AGENT_OCCUPANCY),
        HANDLE_TIME(Metric.AVG_HANDLE_TIME),
        AFTER_CONTACT_WORK_TIME(Metric.AVG_AFTER_CONTACT_WORK_TIME),
        QUEUED_TIME(Metric.MAX_QUEUED_TIME),
        ABANDON_TIME(Metric.AVG_ABANDON_TIME),
        QUEUE_ANSWER_TIME(Metric.AVG_QUEUE_ANSWER_TIME),
        HOLD_TIME(Metric.AVG_HOLD_TIME),
        INTERACTION_TIME(Metric.AVG_INTERACTION_TIME),
        INTERACTION_AND_HOLD_TIME(Metric.AVG_INTERACTION_AND_HOLD_TIME),
        SERVICE_LEVEL(Metric.SERVICE_LEVEL);

        private final Metric metric;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<MetricFilter> filters;

        HistoricalMetricName(Metric metric) {
            this.metric = metric;
            this.filters = List.of();
        }

        HistoricalMetricName(Metric metric, Dimension dimension, String... values) {
            this.metric = metric;
            this.filters = List.of(new MetricFilter(dimension, Set.of(values), false));
        }

        Unit unit() {
            return switch (this) {
                case OCCUPANCY, SERVICE_LEVEL -> Unit.PERCENT;
                default -> name().endsWith("_TIME") ? Unit.SECONDS : Unit.COUNT;
            };
        }

        Statistic statistic() {
            return switch (unit()) {
                case COUNT -> Statistic.SUM;
                case SECONDS -> this == QUEUED_TIME ? Statistic.MAX : Statistic.AVG;
                case PERCENT -> Statistic.AVG;
            };
        }
    }

    record Response(@Nullable String nextToken, List<HistoricalMetricResult> metricResults) {}

    record HistoricalMetricResult(@Nullable Dimensions dimensions, List<HistoricalMetricData> collections) {

        static HistoricalMetricResult of(
                MetricQuery.Result result, InstanceId instance, Arns arns, List<HistoricalMetric> metrics) {
            var collections = new ArrayList<HistoricalMetricData>();
            IntStream.range(0, metrics.size())
                    .forEach(i -> collections.add(new HistoricalMetricData(
                            metrics.get(i), result.values().get(i))));
            return new HistoricalMetricResult(Dimensions.of(result.dimensions(), instance, arns), collections);
        }
    }

    record HistoricalMetricData(
            HistoricalMetric metric, @Nullable Double value) {}

    record Dimensions(
            @Nullable QueueReference queue,
            @Nullable Channel channel,
            @Nullable RoutingProfileReference routingProfile) {

        static @Nullable Dimensions of(Map<Dimension, String> dimensions, InstanceId instance, Arns arns) {
            if (dimensions.isEmpty()) {
                return null;
            }
            var queue = dimensions.get(Dimension.QUEUE);
            var channel = dimensions.get(Dimension.CHANNEL);
            var profile = dimensions.get(Dimension.ROUTING_PROFILE);
            return new Dimensions(
                    queue == null
                            ? null
                            : new QueueReference(queue, arns.of(instance, ResourceType.QUEUE, UUID.fromString(queue))),
                    channel == null ? null : Channel.valueOf(channel),
                    profile == null
                            ? null
                            : new RoutingProfileReference(
                                    profile,
                                    arns.of(instance, ResourceType.ROUTING_PROFILE, UUID.fromString(profile))));
        }
    }

    record QueueReference(String id, String arn) {}

    record RoutingProfileReference(String id, String arn) {}
}
