package io.recontact.routing;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for real-time metrics. An absent set matches everything.
 *
 * @param subtypes subtypes of contacts, such as {@code connect:Chat}
 * @param routingStepExpressions the JSON of the steps that contacts wait in now
 * @param groupings the dimensions of the groups; without any, everything is one group
 */
public record CurrentMetricQuery(
        InstanceId instance,
        @Nullable Set<UUID> queues,
        @Nullable Set<UUID> routingProfiles,
        @Nullable Set<String> channels,
        @Nullable Set<UUID> agentStatuses,
        @Nullable Set<String> subtypes,
        @Nullable Set<String> routingStepExpressions,
        List<Grouping> groupings) {

    /** Copies the groupings. */
    public CurrentMetricQuery {
        groupings = List.copyOf(groupings);
    }

    /** Returns whether it concerns what only contacts have, so that agents have no part in it. */
    public boolean isOfContacts() {
        return subtypes != null
                || routingStepExpressions != null
                || groupings.contains(Grouping.SUBTYPE)
                || groupings.contains(Grouping.ROUTING_STEP_EXPRESSION);
    }

    boolean hasSubtypes() {
        return subtypes != null || groupings.contains(Grouping.SUBTYPE);
    }

    boolean hasRoutingSteps() {
        return routingStepExpressions != null || groupings.contains(Grouping.ROUTING_STEP_EXPRESSION);
    }

    /** A key that values are grouped by. */
    public enum Grouping {
        QUEUE("queue_id"),
        CHANNEL("channel"),
        ROUTING_PROFILE("routing_profile_id"),
        AGENT_STATUS("status_id"),
        SUBTYPE("subtype"),
        ROUTING_STEP_EXPRESSION("routing_step_expression");

        private final String column;

        Grouping(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** The values of one group; null where a value cannot be computed. */
    public record Group(Map<Grouping, String> names, Map<CurrentMetric, @Nullable Double> values) {}
}
