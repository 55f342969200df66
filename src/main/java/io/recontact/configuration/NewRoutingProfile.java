package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The request to create a routing profile. */
public record NewRoutingProfile(
        String name,
        String description,
        QueueId defaultOutboundQueue,
        List<RoutingProfile.ServedQueue> queues,
        List<RoutingProfile.QueueReference> manualAssignmentQueues,
        List<RoutingProfile.Concurrency> concurrencies,
        RoutingProfile.AvailabilityTimer agentAvailabilityTimer,
        @Nullable Map<String, String> tags) {

    /**
     * Refuses duplicate queues and channels, of which only one could take effect.
     *
     * @throws InvalidParameterException if there are any
     */
    public NewRoutingProfile {
        queues = List.copyOf(queues);
        manualAssignmentQueues = List.copyOf(manualAssignmentQueues);
        concurrencies = List.copyOf(concurrencies);
        requireUniqueQueues(queues, manualAssignmentQueues);
        requireUniqueChannels(concurrencies);
    }

    static void requireUniqueQueues(
            List<RoutingProfile.ServedQueue> queues, List<RoutingProfile.QueueReference> manualAssignmentQueues) {
        requireOnce("QueueConfigs names a queue and channel twice", queues, RoutingProfile.ServedQueue::reference);
        requireOnce(
                "ManualAssignmentQueueConfigs names a queue and channel twice",
                manualAssignmentQueues,
                Function.identity());
    }

    static void requireUniqueChannels(List<RoutingProfile.Concurrency> concurrencies) {
        requireOnce("MediaConcurrencies names a channel twice", concurrencies, RoutingProfile.Concurrency::channel);
    }

    private static <T> void requireOnce(String message, List<T> entries, Function<T, ?> key) {
        var seen = new HashSet<>();
        if (!entries.stream().map(key).allMatch(seen::add)) {
            throw new InvalidParameterException(message);
        }
    }
}
