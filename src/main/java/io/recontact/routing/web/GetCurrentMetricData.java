package io.recontact.routing.web;

import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceType;
import io.recontact.contact.RoutingExpression;
import io.recontact.routing.CurrentMetric;
import io.recontact.routing.CurrentMetricQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetCurrentMetricData.html">GetCurrentMetricData</a>.
 */
interface GetCurrentMetricData {

    /** The maximum of metrics, where the model has none: each may occur with its Name and its MetricId. */
    int MAX_METRICS = 100;

    /** "AgentStatuses: 50" */
    int MAX_STATUSES = 50;

    record Request(
            @NotNull @Valid Filters filters,
            @Size(max = 2) @Nullable List<@NotNull Grouping> groupings,
            @NotNull List<@NotNull @Valid CurrentMetricItem> currentMetrics,
            @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Size(max = 1) @Nullable List<@NotNull @Valid CurrentMetricSortCriteria> sortCriteria) {

        /**
         * Returns the query.
         *
         * @param json reads the expressions of routing steps
         */
        CurrentMetricQuery toQuery(InstanceId instance, JsonMapper json) {
            var dimensions = groupings == null
                    ? List.<CurrentMetricQuery.Grouping>of()
                    : groupings.stream().distinct().map(Grouping::toGrouping).toList();
            var query = new CurrentMetricQuery(
                    instance,
                    ids(instance, ResourceType.QUEUE, "Filters.Queues", filters.queues),
                    ids(instance, ResourceType.ROUTING_PROFILE, "Filters.RoutingProfiles", filters.routingProfiles),
                    filters.channels == null || filters.channels.isEmpty()
                            ? null
                            : filters.channels.stream().map(Enum::name).collect(Collectors.toSet()),
                    filters.agentStatuses == null || filters.agentStatuses.isEmpty()
                            ? null
                            : ids(instance, ResourceType.AGENT_STATUS, "Filters.AgentStatuses", filters.agentStatuses),
                    filters.subtypes == null || filters.subtypes.isEmpty() ? null : Set.copyOf(filters.subtypes),
                    filters.routingStepExpressions == null || filters.routingStepExpressions.isEmpty()
                            ? null
                            : filters.routingStepExpressions.stream()
                                    .map(text -> expression(text, json))
                                    .collect(Collectors.toSet()),
                    dimensions);
            filters.requireCombination();
            requireMetrics(dimensions);
            if (query.isOfContacts()) {
                requireMetricsOfContacts(dimensions);
            }
            return query;
        }

        private void requireMetricsOfContacts(List<CurrentMetricQuery.Grouping> dimensions) {
            if (metrics().stream()
                    .anyMatch(metric -> metric.concernsAgents() || metric == CurrentMetric.ESTIMATED_WAIT_TIME)) {
                throw new InvalidParameterException(
                        "By subtype or routing step there are CONTACTS_IN_QUEUE, OLDEST_CONTACT_AGE and CONTACTS_SCHEDULED");
            }
            if (dimensions.contains(CurrentMetricQuery.Grouping.SUBTYPE)
                    && (dimensions.getFirst() != CurrentMetricQuery.Grouping.QUEUE || !isGiven(filters.queues))) {
                throw new InvalidParameterException(
                        "SUBTYPE needs QUEUE as the primary grouping, and the filter Queues");
            }
            if (isGiven(filters.subtypes) && !isGiven(filters.queues)) {
                throw new InvalidParameterException("Subtypes needs the filter Queues");
            }
            if (isGiven(filters.routingStepExpressions)
                    && !(filters.queues != null
                            && filters.queues.size() == 1
                            && dimensions.contains(CurrentMetricQuery.Grouping.ROUTING_STEP_EXPRESSION))) {
                throw new InvalidParameterException(
                        "RoutingStepExpressions needs exactly one queue, and the grouping ROUTING_STEP_EXPRESSION");
            }
        }

        /** Reads an expression and writes it as contacts have it, which leaves out unknown members. */
        private static String expression(String text, JsonMapper json) {
            try {
                var expression = json.writeValueAsString(json.readValue(text, RoutingExpression.class));
                if (!expression.contains("\\u0000")) { // PostgreSQL has no such character
                    return expression;
                }
            } catch (JacksonException _) {
                // refused as the others
            }
            throw new InvalidParameterException("Filters.RoutingStepExpressions has a value that is no expression");
        }

        /** Enforces the rules of the documentation of Groupings and CurrentMetrics. */
        private void requireMetrics(List<CurrentMetricQuery.Grouping> dimensions) {
            if (currentMetrics.isEmpty() || currentMetrics.size() > MAX_METRICS) {
                throw new InvalidParameterException("CurrentMetrics needs 1 to %d metrics".formatted(MAX_METRICS));
            }
            var metrics = metrics();
            if (dimensions.contains(CurrentMetricQuery.Grouping.AGENT_STATUS)) {
                if (dimensions.getFirst() != CurrentMetricQuery.Grouping.QUEUE || !isGiven(filters.queues)) {
                    throw new InvalidParameterException(
                            "AGENT_STATUS needs QUEUE as the primary grouping, and the filter Queues");
                }
                if (metrics.stream().anyMatch(metric -> metric != CurrentMetric.AGENTS_ONLINE)) {
                    throw new InvalidParameterException("AGENTS_ONLINE is the only metric by AGENT_STATUS");
                }
            }
            if (dimensions.contains(CurrentMetricQuery.Grouping.ROUTING_PROFILE)
                    && !isGiven(filters.routingProfiles)
                    && metrics.stream().anyMatch(metric -> !metric.concernsAgents())) {
                throw new InvalidParameterException(
                        "Metrics of contacts by ROUTING_PROFILE need the filter RoutingProfiles");
            }
            if (metrics.contains(CurrentMetric.ESTIMATED_WAIT_TIME)
                    && !(isGiven(filters.queues)
                            && isGiven(filters.channels)
                            && Set.copyOf(dimensions)
                                    .equals(Set.of(
                                            CurrentMetricQuery.Grouping.QUEUE, CurrentMetricQuery.Grouping.CHANNEL)))) {
                throw new InvalidParameterException(
                        "ESTIMATED_WAIT_TIME needs the filters Queues and Channels, and the groupings QUEUE and CHANNEL");
            }
        }

        List<CurrentMetric> metrics() {
            return currentMetrics.stream().map(CurrentMetricItem::metric).toList();
        }

        Request withoutPaging() {
            return new Request(filters, groupings, currentMetrics, null, null, sortCriteria);
        }
    }

    private static boolean isGiven(@Nullable List<?> values) {
        return values != null && !values.isEmpty();
    }

    private static @Nullable Set<UUID> ids(
            InstanceId instance, ResourceType type, String member, @Nullable List<String> texts) {
        return texts == null
                ? null
                : texts.stream().map(text -> type.parse(instance, member, text)).collect(Collectors.toSet());
    }

    record Filters(
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> queues,
            @Size(max = 4) @Nullable List<@NotNull Channel> channels,
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> routingProfiles,
            @Size(max = 50) @Nullable List<@NotNull @Size(min = 1, max = 3000) String> routingStepExpressions,
            @Nullable List<@NotNull String> agentStatuses,
            @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 100) String> subtypes,
            @Size(max = 10) @Nullable List<@NotNull String> validationTestTypes) {

        void requireCombination() {
            if (isGiven(validationTestTypes)) {
                throw new InvalidParameterException("This service has no metrics by validation test");
            }
            if (isGiven(queues) == isGiven(routingProfiles)) {
                throw new InvalidParameterException("Filters needs either Queues or RoutingProfiles");
            }
            if (agentStatuses != null
                    && !agentStatuses.isEmpty()
                    && (!isGiven(queues) || agentStatuses.size() > MAX_STATUSES)) {
                throw new InvalidParameterException(
                        "AgentStatuses needs the filter Queues, and at most %d values".formatted(MAX_STATUSES));
            }
        }
    }

    enum Grouping {
        QUEUE,
        CHANNEL,
        ROUTING_PROFILE,
        ROUTING_STEP_EXPRESSION,
        AGENT_STATUS,
        SUBTYPE,
        VALIDATION_TEST_TYPE;

        CurrentMetricQuery.Grouping toGrouping() {
            return switch (this) {
                case QUEUE -> CurrentMetricQuery.Grouping.QUEUE;
                case CHANNEL -> CurrentMetricQuery.Grouping.CHANNEL;
                case ROUTING_PROFILE -> CurrentMetricQuery.Grouping.ROUTING_PROFILE;
                case AGENT_STATUS -> CurrentMetricQuery.Grouping.AGENT_STATUS;
                case SUBTYPE -> CurrentMetricQuery.Grouping.SUBTYPE;
                case ROUTING_STEP_EXPRESSION -> CurrentMetricQuery.Grouping.ROUTING_STEP_EXPRESSION;
                case VALIDATION_TEST_TYPE ->
                    throw new InvalidParameterException("This service has no metrics by %s".formatted(this));
            };
        }
    }

    record CurrentMetricItem(
            @Nullable CurrentMetric name,

            @Pattern(regexp = CurrentMetricItem.METRIC_ID) @Nullable String metricId,

            @Nullable Unit unit) {

        static final String METRIC_ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
                + "|(arn:[a-z0-9-]+:connect:[a-z0-9-]+:(?:([0-9]{12}):instance/[a-z0-9-]+/metric/[a-z0-9-]+(?::[a-z0-9-]+)?"
                + "|aws:metric/[A-Z_]+))";

        private static final String PROVIDED = ":aws:metric/";

        CurrentMetric metric() {
            if ((name == null) == (metricId == null)) {
                throw new InvalidParameterException("Each of CurrentMetrics needs either a Name or a MetricId");
            }
            var metric = name == null ? provided(String.valueOf(metricId)) : name;
            if (unit != null && unit != (metric.isTime() ? Unit.SECONDS : Unit.COUNT)) {
                throw new InvalidParameterException("%s does not have this Unit".formatted(metric));
            }
            return metric;
        }

        private static CurrentMetric provided(String id) {
            var at = id.indexOf(PROVIDED);
            return Stream.of(CurrentMetric.values())
                    .filter(metric ->
                            at >= 0 && id.substring(at + PROVIDED.length()).equals(metric.name()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidParameterException("MetricId is not one of this service's metrics"));
        }
    }

    enum Unit {
        SECONDS,
        COUNT,
        PERCENT
    }

    record CurrentMetricSortCriteria(
            @Nullable CurrentMetric sortByMetric, @Nullable SortOrder sortOrder) {}

    enum SortOrder {
        ASCENDING,
        DESCENDING
    }

    record Response(
            @Nullable String nextToken,
            List<CurrentMetricResult> metricResults,
            Instant dataSnapshotTime,
            long approximateTotalCount) {}

    record CurrentMetricResult(@Nullable Dimensions dimensions, List<CurrentMetricData> collections) {

        static CurrentMetricResult of(CurrentMetricQuery.Group group, Request request, InstanceId instance, Arns arns) {
            return new CurrentMetricResult(
                    Dimensions.of(group.names(), instance, arns),
                    request.currentMetrics.stream()
                            .map(item -> new CurrentMetricData(
                                    item, value(item.metric(), group.values().get(item.metric()), group)))
                            .toList());
        }

        /** "When you do not use groupings, Unit says SECONDS but the Value is returned in MILLISECONDS." */
        private static @Nullable Double value(
                CurrentMetric metric, @Nullable Double value, CurrentMetricQuery.Group group) {
            return metric == CurrentMetric.OLDEST_CONTACT_AGE
                            && value != null
                            && group.names().isEmpty()
                    ? Double.valueOf(Math.rint(1000 * value))
                    : value;
        }
    }

    record CurrentMetricData(
            CurrentMetricItem metric, @Nullable Double value) {}

    record Dimensions(
            @Nullable QueueReference queue,
            @Nullable Channel channel,
            @Nullable RoutingProfileReference routingProfile,
            @Nullable String routingStepExpression,
            @Nullable AgentStatusIdentifier agentStatus,
            @Nullable String subtype) {

        static @Nullable Dimensions of(Map<CurrentMetricQuery.Grouping, String> names, InstanceId instance, Arns arns) {
            if (names.isEmpty()) {
                return null;
            }
            var queue = names.get(CurrentMetricQuery.Grouping.QUEUE);
            var channel = names.get(CurrentMetricQuery.Grouping.CHANNEL);
            var profile = names.get(CurrentMetricQuery.Grouping.ROUTING_PROFILE);
            var status = names.get(CurrentMetricQuery.Grouping.AGENT_STATUS);
            return new Dimensions(
                    queue == null
                            ? null
                            : new QueueReference(queue, arns.of(instance, ResourceType.QUEUE, UUID.fromString(queue))),
                    channel == null ? null : Channel.valueOf(channel),
                    profile == null
                            ? null
                            : new RoutingProfileReference(
                                    profile, arns.of(instance, ResourceType.ROUTING_PROFILE, UUID.fromString(profile))),
                    names.get(CurrentMetricQuery.Grouping.ROUTING_STEP_EXPRESSION),
                    status == null
                            ? null
                            : new AgentStatusIdentifier(
                                    arns.of(instance, ResourceType.AGENT_STATUS, UUID.fromString(status)), status),
                    names.get(CurrentMetricQuery.Grouping.SUBTYPE));
        }
    }

    record QueueReference(String id, String arn) {}

    record RoutingProfileReference(String id, String arn) {}

    record AgentStatusIdentifier(String arn, String id) {}
}
