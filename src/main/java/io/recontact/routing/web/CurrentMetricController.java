package io.recontact.routing.web;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.PagePosition;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.routing.CurrentMetric;
import io.recontact.routing.CurrentMetricDataService;
import io.recontact.routing.CurrentMetricQuery;
import io.recontact.routing.CurrentMetricQuery.Group;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** GetCurrentMetricData and GetContactMetrics. */
@RestController
class CurrentMetricController {

    private static final int DEFAULT_PAGE = 100;

    /** "The token expires after 5 minutes from the time it is created." */
    private static final Duration TOKEN_VALID_FOR = Duration.ofMinutes(5);

    private static final Set<CurrentMetric> NOT_SORTED =
            Set.of(CurrentMetric.SLOTS_ACTIVE, CurrentMetric.SLOTS_AVAILABLE);

    private final InstanceService instances;
    private final QueueService queues;
    private final RoutingProfileService routingProfiles;
    private final AgentStatusService statuses;
    private final CurrentMetricDataService metrics;
    private final JsonMapper json;
    private final Clock clock;

    CurrentMetricController(
            InstanceService instances,
            QueueService queues,
            RoutingProfileService routingProfiles,
            AgentStatusService statuses,
            CurrentMetricDataService metrics,
            JsonMapper json,
            Clock clock) {
        this.instances = instances;
        this.queues = queues;
        this.routingProfiles = routingProfiles;
        this.statuses = statuses;
        this.metrics = metrics;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/metrics/current/{InstanceId}")
    GetCurrentMetricData.Response getCurrentMetricData(
            Caller caller, @Valid @RequestBody GetCurrentMetricData.Request request, Instance instance) {
        var order = order(request.sortCriteria());
        var query = request.toQuery(instance.id(), json);
        var now = clock.instant();
        var digested = json.writeValueAsBytes(request.withoutPaging());
        var position = position(digested, request.nextToken(), now);
        requireAll(query);
        var groups = metrics.query(query).stream().sorted(order).toList();
        var from = position == null ? 0 : Math.clamp(position.key(), 0, groups.size());
        var until = Math.min(groups.size(), from + Objects.requireNonNullElse(request.maxResults(), DEFAULT_PAGE));
        var page = groups.subList(from, until);
        if (request.metrics().contains(CurrentMetric.ESTIMATED_WAIT_TIME)) {
            metrics.estimateWaits(page);
        }
        return new GetCurrentMetricData.Response(
                until < groups.size()
                        ? new PagePosition(until, new UUID(0, 0), now.toEpochMilli()).toToken(digested)
                        : null,
                page.stream()
                        .map(group -> GetCurrentMetricData.CurrentMetricResult.of(
                                group, request, instance.id(), caller.arns()))
                        .toList(),
                now,
                groups.size());
    }

    @PostMapping("/metrics/contact")
    GetContactMetrics.Response getContactMetrics(Caller caller, @Valid @RequestBody GetContactMetrics.Request request) {
        var instance = instances.require(caller.instance(request.instanceId())).id();
        var contact = ContactId.parse(instance, "ContactId", request.contactId());
        var waiting = metrics.waiting(instance, contact);
        return new GetContactMetrics.Response(
                request.metrics().stream()
                        .map(wanted -> new GetContactMetrics.ContactMetricResult(
                                wanted.name(),
                                new GetContactMetrics.ContactMetricValue(
                                        switch (wanted.name()) {
                                            case POSITION_IN_QUEUE -> Double.valueOf((double) waiting.number());
                                            case ESTIMATED_WAIT_TIME -> waiting.estimatedSeconds();
                                        })))
                        .toList(),
                contact.toString(),
                caller.arns().of(instance, contact));
    }

    /** The position of a page; its total is the time at which the token was created. */
    private static @Nullable PagePosition position(byte[] request, @Nullable String token, Instant now) {
        var position = PagePosition.parse(request, token);
        if (position != null
                && Instant.ofEpochMilli(position.total()).plus(TOKEN_VALID_FOR).isBefore(now)) {
            throw new InvalidParameterException("NextToken has expired");
        }
        return position;
    }

    /**
     * Checks the filters.
     *
     * @throws ResourceNotFoundException if the instance lacks one of the resources
     */
    private void requireAll(CurrentMetricQuery query) {
        queues.requireAll(query.instance(), ids(query.queues(), QueueId::new));
        routingProfiles.requireAll(query.instance(), ids(query.routingProfiles(), RoutingProfileId::new));
        statuses.requireAll(query.instance(), ids(query.agentStatuses(), AgentStatusId::new));
    }

    private static <K> Set<K> ids(@Nullable Set<UUID> ids, Function<UUID, K> id) {
        return ids == null ? Set.of() : ids.stream().map(id).collect(Collectors.toSet());
    }

    /** "By default resources are sorted based on AGENTS_ONLINE, DESCENDING." Groups of one value follow their names. */
    private static Comparator<Group> order(@Nullable List<GetCurrentMetricData.CurrentMetricSortCriteria> criteria) {
        var given = criteria == null || criteria.isEmpty() ? null : criteria.getFirst();
        var metric = given == null || given.sortByMetric() == null ? CurrentMetric.AGENTS_ONLINE : given.sortByMetric();
        if (NOT_SORTED.contains(metric)) {
            throw new InvalidParameterException("Sorting on %s is not supported".formatted(metric));
        }
        Comparator<Group> ascending =
                Comparator.comparingDouble(group -> sortKey(group.values().get(metric)));
        var isAscending = given != null && given.sortOrder() == GetCurrentMetricData.SortOrder.ASCENDING;
        return (isAscending ? ascending : ascending.reversed())
                .thenComparing(group -> group.names().toString());
    }

    /** A value that cannot be computed is below all others. */
    private static double sortKey(@Nullable Double value) {
        return value == null ? -1 : value;
    }
}
