package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.Instance;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.web.ListRoutingProfileQueues.RoutingProfileQueueConfigSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoutingProfileController {

    /** Maximum page size of the queues of a profile, from the model. */
    private static final int MAX_QUEUES = 100;

    private final RoutingProfileService profiles;
    private final QueueService queues;

    RoutingProfileController(RoutingProfileService profiles, QueueService queues) {
        this.profiles = profiles;
        this.queues = queues;
    }

    @PutMapping("/routing-profiles/{InstanceId}")
    CreateRoutingProfile.Response createRoutingProfile(
            Caller caller, @Valid @RequestBody CreateRoutingProfile.Request request, Instance instance) {
        var created = profiles.create(instance.id(), request.toNewRoutingProfile(instance.id()));
        return new CreateRoutingProfile.Response(
                created.arn(caller.arns()), created.id().toString());
    }

    @GetMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}")
    DescribeRoutingProfile.Response describeRoutingProfile(Caller caller, Instance instance, RoutingProfileId id) {
        var profile = profiles.require(instance.id(), id);
        return DescribeRoutingProfile.Response.of(profile, profiles.countUsers(id), caller.arns());
    }

    @GetMapping("/routing-profiles-summary/{InstanceId}")
    ListRoutingProfiles.Response listRoutingProfiles(Caller caller, Paging paging, Instance instance) {
        var page = paging.read((after, size) -> profiles.page(instance.id(), after, size), ResourceSummary::id);
        return new ListRoutingProfiles.Response(
                page.map(row -> ListRoutingProfiles.RoutingProfileSummary.of(instance.id(), row, caller.arns())),
                page.nextToken());
    }

    @GetMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/queues")
    ListRoutingProfileQueues.Response listRoutingProfileQueues(
            Caller caller, @PageSize(MAX_QUEUES) Paging paging, Instance instance, RoutingProfileId id) {
        var profile = profiles.require(instance.id(), id);
        // A profile may contain a queue for several channels, so the queue's id is no position in the list. The index
        // is one.
        var page = paging.read((after, size) -> indexes(profile.queues(), after, size), index -> new UUID(0, index));
        var served = page.map(profile.queues()::get);
        var named = named(instance.id(), served);
        return new ListRoutingProfileQueues.Response(
                served.stream()
                        .map(queue -> RoutingProfileQueueConfigSummary.of(
                                queue, Objects.requireNonNull(named.get(queue.queueId())), caller.arns()))
                        .toList(),
                page.nextToken(),
                profile.lastModifiedAt(),
                caller.arns().region());
    }

    private static List<Integer> indexes(List<ServedQueue> queues, @Nullable UUID after, int size) {
        var first = after == null ? 0 : after.getLeastSignificantBits() + 1;
        return IntStream.range(0, queues.size())
                .filter(index -> index >= first)
                .limit(size)
                .boxed()
                .toList();
    }

    private Map<UUID, Queue> named(InstanceId instance, List<ServedQueue> served) {
        var ids = served.stream().map(queue -> new QueueId(queue.queueId())).collect(Collectors.toSet());
        return queues.requireAll(instance, ids).stream()
                .collect(Collectors.toMap(queue -> queue.id().value(), Function.identity()));
    }
}
