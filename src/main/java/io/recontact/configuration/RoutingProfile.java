package io.recontact.configuration;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
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

/** A routing profile: the queues that its agents serve, and how many contacts each agent takes at once. */
@Entity
public class RoutingProfile extends Resource {

    /** The criterion that orders several available agents. It is stored and returned only. */
    public enum AvailabilityTimer {
        TIME_SINCE_LAST_ACTIVITY,
        TIME_SINCE_LAST_INBOUND
    }

    /**
     * The rule for contacts of other channels while the agent has one of this channel. It is stored and returned only.
     */
    public enum CrossChannelBehavior {
        ROUTE_CURRENT_CHANNEL_ONLY,
        ROUTE_ANY_CHANNEL
    }

    /**
     * A queue that agents serve in one channel.
     *
     * @param priority 1 to 99; agents serve lower numbers first
     * @param delay seconds that a contact waits before agents of this profile may get it; 0 to 9999
     */
    @Embeddable
    public record ServedQueue(
            UUID queueId,
            @Enumerated(EnumType.STRING) Channel channel,
            int priority,
            @Column(name = "delay_seconds") int delay) {}

    /** A queue whose contacts of one channel agents may pick manually. It is stored and returned only. */
    public record ManualAssignmentQueue(UUID queueId, Channel channel) {}

    /** The maximum number of contacts that an agent has at once in one channel; 0 to 10. */
    @Embeddable
    public record Concurrency(
            @Enumerated(EnumType.STRING) Channel channel,
            int concurrency,
            @Enumerated(EnumType.STRING) @Nullable CrossChannelBehavior crossChannelBehavior) {}

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private RoutingProfileId id;

    private String description;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "default_outbound_queue_id"))
    private QueueId defaultOutboundQueue;

    @Enumerated(EnumType.STRING)
    private AvailabilityTimer agentAvailabilityTimer;

    // There are few rows, and every reader of a single profile needs them. Lists do not read whole profiles.
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

    RoutingProfile(RoutingProfileId id, InstanceId instance, NewRoutingProfile wanted, Instant now) {
        super(instance, wanted.name(), wanted.tags(), now);
        this.id = id;
        this.description = wanted.description();
        this.defaultOutboundQueue = wanted.defaultOutboundQueue();
        this.agentAvailabilityTimer = wanted.agentAvailabilityTimer();
        this.queues = wanted.queues();
        this.concurrencies = wanted.concurrencies();
        this.manualAssignmentQueues = wanted.manualAssignmentQueues();
    }

    @Override
    public RoutingProfileId id() {
        return id;
    }

    /** Returns the description. */
    public String description() {
        return description;
    }

    /** Returns the default queue of outbound contacts. */
    public QueueId defaultOutboundQueueId() {
        return defaultOutboundQueue;
    }

    /** Returns the criterion that orders available agents. */
    public AvailabilityTimer agentAvailabilityTimer() {
        return agentAvailabilityTimer;
    }

    /** Returns the queues that its agents serve, by priority. */
    public List<ServedQueue> queues() {
        return List.copyOf(queues);
    }

    /** Returns the queues whose contacts its agents may pick manually. */
    public List<ManualAssignmentQueue> manualAssignmentQueues() {
        return List.copyOf(manualAssignmentQueues);
    }

    /** Returns the concurrency of each channel. */
    public List<Concurrency> concurrencies() {
        return List.copyOf(concurrencies);
    }
}
