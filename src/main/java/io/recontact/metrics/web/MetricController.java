package io.recontact.metrics.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.PagePosition;
import io.recontact.api.ResourceArn;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.TimeZones;
import io.recontact.metrics.IntervalPeriod;
import io.recontact.metrics.MetricQuery;
import io.recontact.metrics.MetricService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** GetMetricDataV2, and GetMetricData in the same terms. */
@RestController
class MetricController {

    private static final int DEFAULT_PAGE = 100;

    /** "Historical metrics are available for 3 months." */
    private static final int MONTHS_AVAILABLE = 3;

    /** "Historical metrics are available only for 24 hours." */
    private static final Duration OLDER_FORM_AVAILABLE = Duration.ofHours(24);

    private static final int OLDER_FORM_STEP = 300;

    private final InstanceService instances;
    private final MetricService metrics;
    private final MetricFilters filters;
    private final JsonMapper json;
    private final Clock clock;

    MetricController(
            InstanceService instances, MetricService metrics, MetricFilters filters, JsonMapper json, Clock clock) {
        this.instances = instances;
        this.metrics = metrics;
        this.filters = filters;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/metrics/data")
    GetMetricDataV2.Response getMetricDataV2(Caller caller, @Valid @RequestBody GetMetricDataV2.Request request) {
        var arn = ResourceArn.parse("ResourceArn", request.resourceArn());
        if (arn.type() != null) {
            throw new InvalidParameterException("ResourceArn is not the ARN of an instance");
        }
        var instance =
                instances.require(caller.instance(arn.instance().toString())).id();
        var interval = request.interval();
        var period = interval == null || interval.intervalPeriod() == null
                ? IntervalPeriod.TOTAL
                : interval.intervalPeriod();
        requirePeriod(request.startTime(), request.endTime(), period);
        var query = request.toQuery(
                instance,
                period.divide(
                        request.startTime(), request.endTime(), zone(interval == null ? null : interval.timeZone())),
                filters.of(instance, request.filters()));
        var page = page(metrics.query(query), request.withoutPaging(), request.nextToken(), request.maxResults());
        return new GetMetricDataV2.Response(
                page.nextToken,
                page.results.stream()
                        .map(result -> GetMetricDataV2.MetricResultV2.of(result, period, request.metrics()))
                        .toList());
    }

    @PostMapping("/metrics/historical/{InstanceId}")
    GetMetricData.Response getMetricData(
            Caller caller, @Valid @RequestBody GetMetricData.Request request, Instance instance) {
        requireOlderPeriod(request.startTime(), request.endTime());
        var query = request.toQuery(instance.id(), filters.of(instance.id(), request.filters()));
        var page = page(metrics.query(query), request.withoutPaging(), request.nextToken(), request.maxResults());
        return new GetMetricData.Response(
                page.nextToken,
                page.results.stream()
                        .map(result -> GetMetricData.HistoricalMetricResult.of(
                                result, instance.id(), caller.arns(), request.historicalMetrics()))
                        .toList());
    }

    private void requirePeriod(Instant start, Instant end, IntervalPeriod period) {
        var now = clock.instant();
        if (!start.isBefore(end)) {
            throw new InvalidParameterException("StartTime must be before EndTime");
        }
        if (end.isAfter(now)) {
            throw new InvalidParameterException("EndTime cannot be later than now");
        }
        if (start.isBefore(
                now.atOffset(ZoneOffset.UTC).minusMonths(MONTHS_AVAILABLE).toInstant())) {
            throw new InvalidParameterException("StartTime is more than %d months ago".formatted(MONTHS_AVAILABLE));
        }
        if (Duration.between(start, end).compareTo(period.limit()) >= 0) {
            throw new InvalidParameterException(
                    "With the interval %s, EndTime must be less than %d days after StartTime"
                            .formatted(period, period.limit().toDays()));
        }
    }

    private void requireOlderPeriod(Instant start, Instant end) {
        if (start.getEpochSecond() % OLDER_FORM_STEP != 0
                || end.getEpochSecond() % OLDER_FORM_STEP != 0
                || start.getNano() != 0
                || end.getNano() != 0) {
            throw new InvalidParameterException("StartTime and EndTime must be multiples of 5 minutes");
        }
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(OLDER_FORM_AVAILABLE) >= 0) {
            throw new InvalidParameterException("EndTime must be after StartTime, by less than 24 hours");
        }
        if (start.isBefore(clock.instant().minus(OLDER_FORM_AVAILABLE))) {
            throw new InvalidParameterException("StartTime is more than 24 hours ago");
        }
    }

    private static ZoneId zone(@Nullable String name) {
        return name == null
                ? ZoneOffset.UTC
                : TimeZones.find(name)
                        .orElseThrow(() -> new InvalidParameterException("Interval.TimeZone is not a time zone"));
    }

    private record Page(
            List<MetricQuery.Result> results, @Nullable String nextToken) {}

    /** The key of a position is the number of results before it. */
    private Page page(
            List<MetricQuery.Result> results,
            Record request,
            @Nullable String nextToken,
            @Nullable Integer maxResults) {
        var digested = json.writeValueAsBytes(request);
        var position = PagePosition.parse(digested, nextToken);
        var from = position == null ? 0 : Math.clamp(position.key(), 0, results.size());
        var until = Math.min(results.size(), from + Objects.requireNonNullElse(maxResults, DEFAULT_PAGE));
        return new Page(
                results.subList(from, until),
                until < results.size()
                        ? new PagePosition(until, new UUID(0, 0), results.size()).toToken(digested)
                        : null);
    }
}
