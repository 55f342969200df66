package io.recontact.console.web.supervise;

import io.recontact.api.InstanceId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.web.contacts.Names;
import io.recontact.console.web.contacts.Times;
import io.recontact.console.web.supervise.Board.QueueRow;
import io.recontact.console.web.supervise.Board.Totals;
import io.recontact.metrics.Dimension;
import io.recontact.metrics.Metric;
import io.recontact.metrics.MetricQuery;
import io.recontact.metrics.MetricService;
import io.recontact.routing.AgentContactState;
import io.recontact.routing.CurrentMetric;
import io.recontact.routing.CurrentMetricDataService;
import io.recontact.routing.CurrentMetricQuery;
import io.recontact.routing.CurrentMetricQuery.Grouping;
import io.recontact.routing.UserData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the wall board from the services of GetCurrentMetricData, GetCurrentUserData and GetMetricDataV2. */
@Component
@ConsoleEnabled
class BoardReader {

    private static final int MAX_AGENTS = 500;

    private final Names names;
    private final CurrentMetricDataService current;
    private final MetricService history;
    private final AgentReader agents;
    private final Clock clock;

    BoardReader(Names names, CurrentMetricDataService current, MetricService history, AgentReader agents, Clock clock) {
        this.names = names;
        this.current = current;
        this.history = history;
        this.agents = agents;
        this.clock = clock;
    }

    /** The metrics of a queue today. */
    private record Today(@Nullable Double serviceLevel, long handled, long abandoned) {

        static final Today NOTHING = new Today(null, 0, 0);
    }

    Board read(InstanceId instance, int target) {
        var now = clock.instant();
        var byQueue = current.query(query(instance, List.of(Grouping.QUEUE))).stream()
                .collect(Collectors.toMap(
                        group -> UUID.fromString(String.valueOf(group.names().get(Grouping.QUEUE))),
                        CurrentMetricQuery.Group::values));
        var today = today(instance, target, now);
        var found = agents.page(instance, MAX_AGENTS + 1);
        var inProgress = inProgress(found);
        var rows = names.queues(instance).stream()
                .map(queue -> {
                    var id = UUID.fromString(queue.id());
                    return row(
                            queue,
                            byQueue.getOrDefault(id, Map.of()),
                            inProgress.getOrDefault(id, 0L),
                            today.getOrDefault(id, Today.NOTHING),
                            target);
                })
                .toList();
        return new Board(
                Times.text(now),
                target,
                totals(instance, byQueue, inProgress, target),
                rows,
                agents.rows(instance, found.stream().limit(MAX_AGENTS).toList(), waiting(byQueue), now),
                found.size() > MAX_AGENTS);
    }

    private static CurrentMetricQuery query(InstanceId instance, List<Grouping> groupings) {
        return new CurrentMetricQuery(instance, null, null, null, null, null, null, groupings);
    }

    private Map<UUID, Today> today(InstanceId instance, int target, Instant now) {
        var start = now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (!start.isBefore(now)) {
            return Map.of();
        }
        var results = history.query(new MetricQuery(
                instance,
                List.of(new MetricQuery.Interval(start, now)),
                Map.of(),
                List.of(Dimension.QUEUE),
                List.of(
                        new MetricQuery.Wanted(
                                Metric.SERVICE_LEVEL, new MetricQuery.Threshold(true, target), List.of()),
                        new MetricQuery.Wanted(Metric.CONTACTS_HANDLED, null, List.of()),
                        new MetricQuery.Wanted(Metric.CONTACTS_ABANDONED, null, List.of()))));
        return results.stream()
                .collect(Collectors.toMap(
                        result -> UUID.fromString(
                                String.valueOf(result.dimensions().get(Dimension.QUEUE))),
                        result -> new Today(
                                result.values().get(0),
                                count(result.values().get(1)),
                                count(result.values().get(2)))));
    }

    private static Map<UUID, Long> inProgress(List<UserData> agents) {
        var counts = new HashMap<UUID, Long>();
        for (var agent : agents) {
            for (var contact : agent.contacts()) {
                var state = contact.contact().state();
                if (state == AgentContactState.CONNECTED || state == AgentContactState.PAUSED) {
                    counts.merge(contact.contact().queue().value(), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private static Map<UUID, Long> waiting(Map<UUID, Map<CurrentMetric, @Nullable Double>> byQueue) {
        return byQueue.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> count(entry.getValue().get(CurrentMetric.CONTACTS_IN_QUEUE))));
    }

    private static QueueRow row(
            Names.Choice queue, Map<CurrentMetric, @Nullable Double> values, long inProgress, Today today, int target) {
        var oldest = count(values.get(CurrentMetric.OLDEST_CONTACT_AGE));
        var waiting = count(values.get(CurrentMetric.CONTACTS_IN_QUEUE));
        return new QueueRow(
                queue.id(),
                queue.name(),
                waiting,
                waiting == 0 ? null : Times.text(Duration.ofSeconds(oldest)),
                oldest > target,
                inProgress,
                count(values.get(CurrentMetric.AGENTS_STAFFED)),
                count(values.get(CurrentMetric.AGENTS_AVAILABLE)),
                today.serviceLevel == null ? null : "%d %%".formatted(Math.round(today.serviceLevel)),
                today.handled,
                today.abandoned);
    }

    private Totals totals(
            InstanceId instance,
            Map<UUID, Map<CurrentMetric, @Nullable Double>> byQueue,
            Map<UUID, Long> inProgress,
            int target) {
        var all = current.query(query(instance, List.of())).stream()
                .findFirst()
                .map(CurrentMetricQuery.Group::values)
                .orElse(Map.of());
        var oldest = count(all.get(CurrentMetric.OLDEST_CONTACT_AGE));
        var waiting =
                waiting(byQueue).values().stream().mapToLong(Long::longValue).sum();
        return new Totals(
                waiting,
                waiting == 0 ? null : Times.text(Duration.ofSeconds(oldest)),
                oldest > target,
                inProgress.values().stream().mapToLong(Long::longValue).sum(),
                count(all.get(CurrentMetric.AGENTS_STAFFED)),
                count(all.get(CurrentMetric.AGENTS_AVAILABLE)));
    }

    private static long count(@Nullable Double value) {
        return value == null ? 0 : value.longValue();
    }
}
