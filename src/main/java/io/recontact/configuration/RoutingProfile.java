package io.recontact.configuration;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A routing profile: the queues that its agents serve, and how many contacts each agent takes at once. */
@Entity
public class RoutingProfile extends DescribedResource {

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
            @Column(name = "delay_seconds") int delay) {

        /** Returns the queue and channel alone. */
        public QueueReference reference() {
            return new QueueReference(queueId, channel);
        }
    }

    /** A queue in one channel. */
    @Embeddable
    public record QueueReference(
            UUID queueId, @Enumerated(EnumType.STRING) Channel channel) {}

    /** The rule for other contacts while the agent has one of this channel and workload type. */
    public enum CrossChannelWorkloadBehavior {
        ROUTE_CURRENT_CHANNEL_CURRENT_WORKLOADTYPE_ONLY,
        ROUTE_CURRENT_CHANNEL_ANY_WORKLOADTYPE_ONLY,
        ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE
    }

    /** The concurrency of one workload type of a channel; 1 to 10. Contacts have no workload type. */
    public record WorkloadTypeConcurrency(
            String workloadType, int concurrency, @Nullable CrossChannelWorkloadBehavior crossChannelBehavior) {}

    /**
     * The maximum number of contacts that an agent has at once in one channel.
     *
     * @param concurrency the Concurrency of the request, 0 to 10; null if only workload types have one
     * @param slots the maximum that routing applies
     * @param workloadTypes stored and returned only; null for none
     */
    @Embeddable
    public record Concurrency(
            @Enumerated(EnumType.STRING) Channel channel,
            @Nullable Integer concurrency,
            @Enumerated(EnumType.STRING) @Nullable CrossChannelBehavior crossChannelBehavior,
            @JdbcTypeCode(SqlTypes.JSON) @Nullable List<WorkloadTypeConcurrency> workloadTypes,
            int slots) {

        private static final int MAX_SLOTS = 10;

        static Concurrency of(Channel channel, int concurrency) {
            return new Concurrency(channel, concurrency, null, null, concurrency);
        }

        /**
         * Returns the concurrency of a channel. Without a number of its own it is that of all workload types together.
         *
         * @throws InvalidRequestException if neither the channel nor workload types have a number
         */
        public static Concurrency of(
                Channel channel,
                @Nullable Integer concurrency,
                @Nullable CrossChannelBehavior behavior,
                @Nullable List<WorkloadTypeConcurrency> workloadTypes) {
            if (concurrency == null && workloadTypes == null) {
                throw new InvalidRequestException(
                        "MediaConcurrencies: %s has neither Concurrency nor WorkloadTypeConcurrencies"
                                .formatted(channel));
            }
            var total = (workloadTypes == null ? List.<WorkloadTypeConcurrency>of() : workloadTypes)
                    .stream().mapToInt(WorkloadTypeConcurrency::concurrency).sum();
            return new Concurrency(
                    channel,
                    concurrency,
                    behavior,
                    workloadTypes,
                    concurrency == null ? Math.min(total, MAX_SLOTS) : concurrency);
        }
    }

    /** The number of profiles of a search that read their queues and channels in one statement. */
    private static final int BATCH = 100;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private RoutingProfileId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "default_outbound_queue_id"))
    private QueueId defaultOutboundQueue;

    @Enumerated(EnumType.STRING)
    private AvailabilityTimer agentAvailabilityTimer;

    // There are few rows, and every reader of a single profile needs them. Lists do not read whole profiles.
    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = BATCH)
    @CollectionTable(name = "routing_profile_queue", joinColumns = @JoinColumn(name = "routing_profile_id"))
    @OrderBy("priority, queueId, channel")
    private List<ServedQueue> queues;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = BATCH)
    @CollectionTable(name = "routing_profile_concurrency", joinColumns = @JoinColumn(name = "routing_profile_id"))
    @OrderBy("channel")
    private List<Concurrency> concurrencies;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = BATCH)
    @CollectionTable(name = "routing_profile_manual_queue", joinColumns = @JoinColumn(name = "routing_profile_id"))
    @OrderBy("queueId, channel")
    private List<QueueReference> manualAssignmentQueues;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected RoutingProfile() {}

    RoutingProfile(RoutingProfileId id, InstanceId instance, NewRoutingProfile wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.tags(), now);
        this.id = id;
        this.defaultOutboundQueue = wanted.defaultOutboundQueue();
        this.agentAvailabilityTimer = wanted.agentAvailabilityTimer();
        this.queues = new ArrayList<>(wanted.queues());
        this.concurrencies = new ArrayList<>(wanted.concurrencies());
        this.manualAssignmentQueues = new ArrayList<>(wanted.manualAssignmentQueues());
    }

    void change(AvailabilityTimer agentAvailabilityTimer) {
        this.agentAvailabilityTimer = agentAvailabilityTimer;
    }

    void change(QueueId defaultOutboundQueue) {
        this.defaultOutboundQueue = defaultOutboundQueue;
    }

    void change(List<Concurrency> concurrencies) {
        replace(this.concurrencies, concurrencies);
    }

    /** Adds queues. Those that it has get the new priority and delay. */
    void associate(List<ServedQueue> added, List<QueueReference> addedManual) {
        disassociate(added.stream().map(ServedQueue::reference).collect(Collectors.toSet()), Set.copyOf(addedManual));
        queues.addAll(added);
        manualAssignmentQueues.addAll(addedManual);
    }

    void disassociate(Set<QueueReference> removed, Set<QueueReference> removedManual) {
        queues.removeIf(queue -> removed.contains(queue.reference()));
        manualAssignmentQueues.removeIf(removedManual::contains);
    }

    private static <T> void replace(List<T> list, List<T> content) {
        list.clear();
        list.addAll(content);
    }

    @Override
    public RoutingProfileId id() {
        return id;
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

    /** Returns the queues whose contacts its agents may pick manually. They are stored and returned only. */
    public List<QueueReference> manualAssignmentQueues() {
        return List.copyOf(manualAssignmentQueues);
    }

    /** Returns the concurrency of each channel. */
    public List<Concurrency> concurrencies() {
        return List.copyOf(concurrencies);
    }
}
