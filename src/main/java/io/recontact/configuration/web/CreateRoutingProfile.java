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
                    queueConfigs == null
                            ? List.of()
                            : queueConfigs.stream()
                                    .map(queue -> queue.toServedQueue(instance))
                                    .toList(),
                    manualAssignmentQueueConfigs == null
                            ? List.of()
                            : manualAssignmentQueueConfigs.stream()
                                    .map(queue -> queue.toQueue(instance))
                                    .toList(),
                    mediaConcurrencies.stream()
                            .map(MediaConcurrency::toConcurrency)
                            .toList(),
                    agentAvailabilityTimer == null
                            ? RoutingProfile.AvailabilityTimer.TIME_SINCE_LAST_ACTIVITY
                            : agentAvailabilityTimer,
                    tags == null ? Map.of() : tags);
        }
    }

    record RoutingProfileQueueConfig(
            @NotNull @Valid RoutingProfileQueueReference queueReference,
            @NotNull @Min(1) @Max(99) Integer priority,
            @NotNull @Min(0) @Max(9999) Integer delay) {

        RoutingProfile.ServedQueue toServedQueue(InstanceId instance) {
            var queue = QueueId.parse(instance, "QueueConfigs.QueueReference.QueueId", queueReference.queueId());
            return new RoutingProfile.ServedQueue(queue.value(), queueReference.channel(), priority, delay);
        }
    }

    record RoutingProfileManualAssignmentQueueConfig(
            @NotNull @Valid RoutingProfileQueueReference queueReference) {

        RoutingProfile.ManualAssignmentQueue toQueue(InstanceId instance) {
            var queue = QueueId.parse(
                    instance, "ManualAssignmentQueueConfigs.QueueReference.QueueId", queueReference.queueId());
            return new RoutingProfile.ManualAssignmentQueue(queue.value(), queueReference.channel());
        }
    }

    record RoutingProfileQueueReference(
            @NotNull String queueId, @NotNull Channel channel) {}

    record MediaConcurrency(
            @NotNull Channel channel,
            @NotNull @Min(0) @Max(10) Integer concurrency,
            @Valid @Nullable CrossChannelBehavior crossChannelBehavior) {

        static MediaConcurrency of(RoutingProfile.Concurrency concurrency) {
            var behavior = concurrency.crossChannelBehavior();
            return new MediaConcurrency(
                    concurrency.channel(),
                    concurrency.concurrency(),
                    behavior == null ? null : new CrossChannelBehavior(behavior));
        }

        /** Allows an agent one call at a time, as the API reference requires. */
        RoutingProfile.Concurrency toConcurrency() {
            if (channel == Channel.VOICE && concurrency > 1) {
                throw new InvalidParameterException("MediaConcurrencies.Concurrency of VOICE is at most 1");
            }
            return new RoutingProfile.Concurrency(
                    channel, concurrency, crossChannelBehavior == null ? null : crossChannelBehavior.behaviorType());
        }
    }

    record CrossChannelBehavior(@NotNull RoutingProfile.CrossChannelBehavior behaviorType) {}

    record Response(String routingProfileArn, String routingProfileId) {}
}
