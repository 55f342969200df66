package io.recontact.configuration.web;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.NewRoutingProfile;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.RoutingProfile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateRoutingProfile.html">CreateRoutingProfile</a>.
 */
interface CreateRoutingProfile {

    record Request(
            @NotNull @Size(min = 1, max = 127) String name,
            @NotNull @Size(min = 1, max = 250) String description,
            @NotNull String defaultOutboundQueueId,

            @Size(min = 1, max = 10) @Nullable List<@NotNull @Valid RoutingProfileQueueConfig> queueConfigs,

            @Size(min = 1, max = 10) @Nullable List<@NotNull @Valid RoutingProfileManualAssignmentQueueConfig> manualAssignmentQueueConfigs,

            @NotNull List<@NotNull @Valid MediaConcurrency> mediaConcurrencies,
            RoutingProfile.@Nullable AvailabilityTimer agentAvailabilityTimer,
            @Tags @Nullable Map<String, String> tags) {

        NewRoutingProfile toNewRoutingProfile(InstanceId instance) {
            return new NewRoutingProfile(
                    name,
                    description,
                    QueueId.parse(instance, "DefaultOutboundQueueId", defaultOutboundQueueId),
                    RoutingProfileQueueConfig.toServedQueues(instance, queueConfigs),
                    RoutingProfileManualAssignmentQueueConfig.toQueues(instance, manualAssignmentQueueConfigs),
                    MediaConcurrency.toConcurrencies(mediaConcurrencies),
                    agentAvailabilityTimer == null
                            ? RoutingProfile.AvailabilityTimer.TIME_SINCE_LAST_ACTIVITY
                            : agentAvailabilityTimer,
                    tags);
        }
    }

    record RoutingProfileQueueConfig(
            @NotNull @Valid RoutingProfileQueueReference queueReference,
            @NotNull @Min(1) @Max(99) Integer priority,
            @NotNull @Min(0) @Max(9999) Integer delay) {

        static List<RoutingProfile.ServedQueue> toServedQueues(
                InstanceId instance, @Nullable List<RoutingProfileQueueConfig> configs) {
            return (configs == null ? List.<RoutingProfileQueueConfig>of() : configs)
                    .stream().map(config -> config.toServedQueue(instance)).toList();
        }

        private RoutingProfile.ServedQueue toServedQueue(InstanceId instance) {
            var queue = queueReference.toReference(instance, "QueueConfigs.QueueReference.QueueId");
            return new RoutingProfile.ServedQueue(queue.queueId(), queue.channel(), priority, delay);
        }
    }

    record RoutingProfileManualAssignmentQueueConfig(
            @NotNull @Valid RoutingProfileQueueReference queueReference) {

        static List<RoutingProfile.QueueReference> toQueues(
                InstanceId instance, @Nullable List<RoutingProfileManualAssignmentQueueConfig> configs) {
            return RoutingProfileQueueReference.toReferences(
                    instance,
                    "ManualAssignmentQueueConfigs.QueueReference.QueueId",
                    configs == null
                            ? null
                            : configs.stream()
                                    .map(RoutingProfileManualAssignmentQueueConfig::queueReference)
                                    .toList());
        }
    }

    record RoutingProfileQueueReference(
            @NotNull String queueId, @NotNull Channel channel) {

        static List<RoutingProfile.QueueReference> toReferences(
                InstanceId instance, String member, @Nullable List<RoutingProfileQueueReference> references) {
            return (references == null ? List.<RoutingProfileQueueReference>of() : references)
                    .stream()
                            .map(reference -> reference.toReference(instance, member))
                            .toList();
        }

        private RoutingProfile.QueueReference toReference(InstanceId instance, String member) {
            return new RoutingProfile.QueueReference(
                    QueueId.parse(instance, member, queueId).value(), channel);
        }
    }

    record MediaConcurrency(
            @NotNull Channel channel,
            @Min(0) @Max(10) @Nullable Integer concurrency,
            @Valid @Nullable CrossChannelBehavior crossChannelBehavior,

            @Size(min = 1, max = 5) @Nullable List<@NotNull @Valid WorkloadTypeConcurrency> workloadTypeConcurrencies) {

        static MediaConcurrency of(RoutingProfile.Concurrency concurrency) {
            var behavior = concurrency.crossChannelBehavior();
            var types = concurrency.workloadTypes();
            return new MediaConcurrency(
                    concurrency.channel(),
                    concurrency.concurrency(),
                    behavior == null ? null : new CrossChannelBehavior(behavior),
                    types == null
                            ? null
                            : types.stream().map(WorkloadTypeConcurrency::of).toList());
        }

        static List<RoutingProfile.Concurrency> toConcurrencies(List<MediaConcurrency> concurrencies) {
            return concurrencies.stream().map(MediaConcurrency::toConcurrency).toList();
        }

        /** Allows an agent one call at a time, as the API reference requires. */
        private RoutingProfile.Concurrency toConcurrency() {
            var wanted = RoutingProfile.Concurrency.of(
                    channel,
                    concurrency,
                    crossChannelBehavior == null ? null : crossChannelBehavior.behaviorType(),
                    workloadTypeConcurrencies == null
                            ? null
                            : workloadTypeConcurrencies.stream()
                                    .map(WorkloadTypeConcurrency::toConcurrency)
                                    .toList());
            if (channel == Channel.VOICE && wanted.slots() > 1) {
                throw new InvalidParameterException("MediaConcurrencies.Concurrency of VOICE is at most 1");
            }
            return wanted;
        }
    }

    record WorkloadTypeConcurrency(
            @NotNull String workloadType,
            @NotNull @Min(1) @Max(10) Integer concurrency,
            @Valid @Nullable CrossChannelWorkloadBehavior crossChannelWorkloadBehavior) {

        static WorkloadTypeConcurrency of(RoutingProfile.WorkloadTypeConcurrency type) {
            var behavior = type.crossChannelBehavior();
            return new WorkloadTypeConcurrency(
                    type.workloadType(),
                    type.concurrency(),
                    behavior == null ? null : new CrossChannelWorkloadBehavior(behavior));
        }

        RoutingProfile.WorkloadTypeConcurrency toConcurrency() {
            return new RoutingProfile.WorkloadTypeConcurrency(
                    workloadType,
                    concurrency,
                    crossChannelWorkloadBehavior == null
                            ? null
                            : crossChannelWorkloadBehavior.channelWorkloadBehaviorType());
        }
    }

    record CrossChannelWorkloadBehavior(
            RoutingProfile.@Nullable CrossChannelWorkloadBehavior channelWorkloadBehaviorType) {}

    record CrossChannelBehavior(@NotNull RoutingProfile.CrossChannelBehavior behaviorType) {}

    record Response(String routingProfileArn, String routingProfileId) {}
}
