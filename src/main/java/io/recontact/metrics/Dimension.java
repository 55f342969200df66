package io.recontact.metrics;

import io.recontact.api.ResourceType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that metrics are grouped and filtered by, named as in GetMetricDataV2. */
public enum Dimension {
    QUEUE("queue_id", ResourceType.QUEUE),
    ROUTING_PROFILE("routing_profile_id", ResourceType.ROUTING_PROFILE),
    AGENT("agent_id", ResourceType.USER),
    AGENT_HIERARCHY_LEVEL_ONE("hierarchy_groups[1]", ResourceType.HIERARCHY_GROUP),
    AGENT_HIERARCHY_LEVEL_TWO("hierarchy_groups[2]", ResourceType.HIERARCHY_GROUP),
    AGENT_HIERARCHY_LEVEL_THREE("hierarchy_groups[3]", ResourceType.HIERARCHY_GROUP),
    AGENT_HIERARCHY_LEVEL_FOUR("hierarchy_groups[4]", ResourceType.HIERARCHY_GROUP),
    AGENT_HIERARCHY_LEVEL_FIVE("hierarchy_groups[5]", ResourceType.HIERARCHY_GROUP),
    CHANNEL("channel", null),
    SUBTYPE("subtype", null),
    INITIATION_METHOD("initiation_method", null),
    DISCONNECT_REASON("disconnect_reason", null);

    private static final String SUBTYPE_KEY = "contact/segmentAttributes/connect:Subtype";

    /** An expression on the rows of each {@link Source}. */
    private final String column;

    private final @Nullable ResourceType resource;

    Dimension(String column, @Nullable ResourceType resource) {
        this.column = column;
        this.resource = resource;
    }

    /** Returns the dimension of a key; empty if this service has nothing of the kind. */
    public static Optional<Dimension> find(String key) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.key().equals(key))
                .findFirst();
    }

    /** Returns the key in requests and responses. */
    public String key() {
        return this == SUBTYPE ? SUBTYPE_KEY : name();
    }

    /** Returns the type of the resources that its values identify; null if the values are names. */
    public @Nullable ResourceType resource() {
        return resource;
    }

    /** Returns whether its values are groups of a level of the agent hierarchy. */
    public boolean isHierarchyLevel() {
        return resource == ResourceType.HIERARCHY_GROUP;
    }

    String column() {
        return column;
    }
}
