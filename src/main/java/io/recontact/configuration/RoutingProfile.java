package io.recontact.configuration;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A routing profile: which queues its agents serve, and how many contacts they have at once. */
@Entity
public class RoutingProfile extends Resource {

    /** Which agent comes first when several are available; kept for callers that ask. */
    public enum AvailabilityTimer {
        TIME_SINCE_LAST_ACTIVITY,
        TIME_SINCE_LAST_INBOUND
    }

    /** Whether contacts of other channels come while the agent has one of this; kept for callers that ask. */
    public enum CrossChannelBehavior {
        ROUTE_CURRENT_CHANNEL_ONLY,
        ROUTE_ANY_CHANNEL
    }

    /** A queue that is served, for one channel. */
    @Embeddable
    public record ServedQueue(
            UUID queueId,
            @Enumerated(EnumType.STRING) Channel channel,
            int priority,
            @Column(name = "delay_seconds") int delay) {}

    /** A queue whose contacts of one channel agents may pick by hand; kept for callers that ask. */
    public record ManualAssignmentQueue(UUID queueId, Channel channel) {}

    /** How many contacts of a channel an agent may have at once. */
    @Embeddable
    public record Concurrency(
            @Enumerated(EnumType.STRING) Channel channel,
            int concurrency,
            @Enumerated(EnumType.STRING) @Nullable CrossChannelBehavior crossChannelBehavior) {}

    private String description;
    private UUID defaultOutboundQueueId;

    @Enumerated(EnumType.STRING)
    private AvailabilityTimer agentAvailabilityTimer;

    // Never many, and wanted whenever one profile is; lists do not read whole profiles.
    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @CollectionTable(name = "routing_profile_queue", joinColumns = @JoinColumn(name = "routing_profile_id"))
    @OrderBy("priority, queueId, channel")
    private List<ServedQueue> queues;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @CollectionTable(name = "routing_profile_concurrency", joinColumns = @JoinColumn(name = "routing_profile_id"))
    @OrderBy("channel")
    private List<Concurrency> concurrencies;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ManualAssignmentQueue> manualAssignmentQueues;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected RoutingProfile() {}

    RoutingProfile(UUID id, InstanceId instance, NewRoutingProfile wanted, Instant now) {
        super(id, instance, wanted.name(), wanted.tags(), now);
        this.description = wanted.description();
        this.defaultOutboundQueueId = wanted.defaultOutboundQueue().value();
        this.agentAvailabilityTimer = wanted.agentAvailabilityTimer();
        this.queues = wanted.queues();
        this.concurrencies = wanted.concurrencies();
        this.manualAssignmentQueues = wanted.manualAssignmentQueues();
    }

    /** The id. */
    public RoutingProfileId id() {
        return new RoutingProfileId(key());
    }

    /** What its author says of it. */
    public String description() {
        return description;
    }

    /** The queue that outbound contacts of its agents belong to. */
    public QueueId defaultOutboundQueueId() {
        return new QueueId(defaultOutboundQueueId);
    }

    /** Which agent comes first when several are available. */
    public AvailabilityTimer agentAvailabilityTimer() {
        return agentAvailabilityTimer;
    }

    /** The queues that its agents serve, by priority. */
    public List<ServedQueue> queues() {
        return List.copyOf(queues);
    }

    /** The queues whose contacts its agents may pick by hand. */
    public List<ManualAssignmentQueue> manualAssignmentQueues() {
        return List.copyOf(manualAssignmentQueues);
    }

    /** How many contacts its agents may have at once, by channel. */
    public List<Concurrency> concurrencies() {
        return List.copyOf(concurrencies);
    }
}
