package io.recontact.metrics.web;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.QueueType;
import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.HierarchyGroupService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.metrics.Dimension;
import io.recontact.metrics.MetricQuery;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the filters of metrics: keys that exist, ids or ARNs of resources that exist. */
@Component
class MetricFilters {

    /** "You can use up to 100 filter values across all filter keys"; channels do not count. */
    private static final int MAX_VALUES = 100;

    /** "A GetMetricDataV2 request requires at least one of these filters", or a level of the agent hierarchy. */
    private static final Set<Dimension> REQUIRED = Set.of(Dimension.QUEUE, Dimension.ROUTING_PROFILE, Dimension.AGENT);

    private final QueueService queues;
    private final RoutingProfileService routingProfiles;
    private final UserService users;
    private final HierarchyGroupService hierarchyGroups;

    MetricFilters(
            QueueService queues,
            RoutingProfileService routingProfiles,
            UserService users,
            HierarchyGroupService hierarchyGroups) {
        this.queues = queues;
        this.routingProfiles = routingProfiles;
        this.users = users;
        this.hierarchyGroups = hierarchyGroups;
    }

    Map<Dimension, MetricQuery.Filter> of(InstanceId instance, List<GetMetricDataV2.FilterV2> filters) {
        var read = new EnumMap<Dimension, MetricQuery.Filter>(Dimension.class);
        int values = 0;
        for (var filter : filters) {
            if (filter.filterKey() == null) {
                throw new InvalidParameterException("Each of Filters needs a FilterKey");
            }
            var dimension = GetMetricDataV2.dimension("Filters", filter.filterKey());
            if (read.put(dimension, filter(instance, dimension, filter)) != null) {
                throw new InvalidParameterException("Filters has %s more than once".formatted(dimension.key()));
            }
            if (dimension != Dimension.CHANNEL) {
                values += filter.filterValues() == null
                        ? 0
                        : filter.filterValues().size();
            }
        }
        if (read.keySet().stream()
                .noneMatch(dimension -> REQUIRED.contains(dimension) || dimension.isHierarchyLevel())) {
            throw new InvalidParameterException(
                    "Filters needs one of QUEUE, ROUTING_PROFILE, AGENT and AGENT_HIERARCHY_LEVEL_ONE to _FIVE");
        }
        if (values > MAX_VALUES) {
            throw new InvalidParameterException("Filters may have at most %d values".formatted(MAX_VALUES));
        }
        return read;
    }

    Map<Dimension, MetricQuery.Filter> of(InstanceId instance, GetMetricData.Filters filters) {
        if (isGiven(filters.routingStepExpressions())
                || isGiven(filters.agentStatuses())
                || isGiven(filters.subtypes())
                || isGiven(filters.validationTestTypes())) {
            throw new InvalidParameterException("GetMetricData filters by Queues, Channels and RoutingProfiles only");
        }
        var read = new EnumMap<Dimension, MetricQuery.Filter>(Dimension.class);
        put(read, instance, Dimension.QUEUE, filters.queues());
        put(read, instance, Dimension.ROUTING_PROFILE, filters.routingProfiles());
        var channels = filters.channels();
        if (channels != null && !channels.isEmpty()) {
            read.put(
                    Dimension.CHANNEL,
                    new MetricQuery.Filter(channels.stream().map(Channel::name).collect(Collectors.toSet())));
        }
        if (read.keySet().stream().noneMatch(REQUIRED::contains)) {
            throw new InvalidParameterException("Filters needs Queues or RoutingProfiles");
        }
        return read;
    }

    private static boolean isGiven(@Nullable Collection<?> values) {
        return values != null && !values.isEmpty();
    }

    private void put(
            Map<Dimension, MetricQuery.Filter> read,
            InstanceId instance,
            Dimension dimension,
            @Nullable List<String> values) {
        if (values != null) {
            read.put(dimension, new MetricQuery.Filter(existing(instance, dimension, values)));
        }
    }

    private MetricQuery.Filter filter(InstanceId instance, Dimension dimension, GetMetricDataV2.FilterV2 filter) {
        var values = filter.filterValues();
        var condition = filter.stringCondition();
        if (condition != null && condition.comparison() == null) {
            throw new InvalidParameterException("StringCondition needs a Comparison");
        }
        if ((values == null) == (condition == null)) {
            throw new InvalidParameterException(
                    "The filter %s needs either FilterValues or a StringCondition".formatted(dimension.key()));
        }
        if (values == null) {
            return new MetricQuery.Filter(null);
        }
        return new MetricQuery.Filter(existing(instance, dimension, values));
    }

    private Set<String> existing(InstanceId instance, Dimension dimension, List<String> values) {
        return switch (dimension) {
            case QUEUE -> {
                var ids = ids(instance, dimension, values, QueueId::new);
                for (var queue : queues.requireAll(instance, ids)) {
                    if (queue.type() == QueueType.AGENT) {
                        throw new InvalidParameterException(
                                "Queue %s is the queue of an agent, which has no metrics".formatted(queue.id()));
                    }
                }
                yield texts(ids);
            }
            case ROUTING_PROFILE -> {
                var ids = ids(instance, dimension, values, RoutingProfileId::new);
                routingProfiles.requireAll(instance, ids);
                yield texts(ids);
            }
            case AGENT -> {
                var ids = ids(instance, dimension, values, UserId::new);
                users.requireAll(instance, ids);
                yield texts(ids);
            }
            case AGENT_HIERARCHY_LEVEL_ONE,
                    AGENT_HIERARCHY_LEVEL_TWO,
                    AGENT_HIERARCHY_LEVEL_THREE,
                    AGENT_HIERARCHY_LEVEL_FOUR,
                    AGENT_HIERARCHY_LEVEL_FIVE -> {
                var ids = ids(instance, dimension, values, HierarchyGroupId::new);
                hierarchyGroups.requireAll(instance, ids);
                yield texts(ids);
            }
            case CHANNEL -> {
                var known = Arrays.stream(Channel.values()).map(Channel::name).collect(Collectors.toSet());
                if (!known.containsAll(values)) {
                    throw new InvalidParameterException(
                            "The values of the filter CHANNEL must be of %s".formatted(known));
                }
                yield Set.copyOf(values);
            }
            case SUBTYPE, INITIATION_METHOD, DISCONNECT_REASON -> Set.copyOf(values);
        };
    }

    private static <K> Set<K> ids(InstanceId instance, Dimension dimension, List<String> values, Function<UUID, K> id) {
        return values.stream()
                .map(value -> id.apply(Objects.requireNonNull(dimension.resource())
                        .parse(instance, "Filters." + dimension.key(), value)))
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(Set<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.toSet());
    }
}
