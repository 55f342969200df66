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
 * @param groupings the dimensions of the groups; without any, everything is one group
 */
public record CurrentMetricQuery(
        InstanceId instance,
        @Nullable Set<UUID> queues,
        @Nullable Set<UUID> routingProfiles,
        @Nullable Set<String> channels,
        @Nullable Set<UUID> agentStatuses,
        List<Grouping> groupings) {

    /** Copies the groupings. */
    public CurrentMetricQuery {
        groupings = List.copyOf(groupings);
    }

    /** A key that values are grouped by. */
    public enum Grouping {
        QUEUE("queue_id"),
        CHANNEL("channel"),
        ROUTING_PROFILE("routing_profile_id"),
        AGENT_STATUS("status_id");

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
