package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoutingProfileController {

    /** Maximum page size of the queues of a profile, from the model. */
    private static final int MAX_QUEUES = 100;

    private final InstanceService instances;
    private final RoutingProfileService profiles;
    private final QueueService queues;

    RoutingProfileController(InstanceService instances, RoutingProfileService profiles, QueueService queues) {
        this.instances = instances;
        this.profiles = profiles;
        this.queues = queues;
    }

    @PutMapping("/routing-profiles/{InstanceId}")
    CreateRoutingProfile.Response createRoutingProfile(
            Caller caller, @Valid @RequestBody CreateRoutingProfile.Request request, InstanceId instance) {
        instances.require(instance);
        var created = profiles.create(instance, request.toNewRoutingProfile(instance));
        var arn = caller.arns().routingProfile(instance, created.id().value());
        return new CreateRoutingProfile.Response(arn, created.id().toString());
    }

    @GetMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}")
    DescribeRoutingProfile.Response describeRoutingProfile(
            Caller caller, @PathVariable("RoutingProfileId") String id, InstanceId instance) {
        instances.require(instance);
        var profile = profiles.require(instance, RoutingProfileId.parse(instance, "RoutingProfileId", id));
        return DescribeRoutingProfile.Response.of(profile, profiles.countUsers(profile.id()), caller.arns());
    }

    @GetMapping("/routing-profiles-summary/{InstanceId}")
    ListRoutingProfiles.Response listRoutingProfiles(
            Caller caller,
            @RequestParam(required = false) @Min(1) @Max(Paging.MAX) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var paging = Paging.of("ListRoutingProfiles", maxResults, nextToken);
        var read = profiles.page(instance, paging.after(), paging.toRead());
        return new ListRoutingProfiles.Response(
                paging.page(read, row -> ListRoutingProfiles.RoutingProfileSummary.of(instance, row, caller.arns())),
                paging.next(read, ResourceSummary::id));
    }

    @GetMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/queues")
    ListRoutingProfileQueues.Response listRoutingProfileQueues(
            Caller caller,
            @PathVariable("RoutingProfileId") String id,
            @RequestParam(required = false) @Min(1) @Max(MAX_QUEUES) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var profile = profiles.require(instance, RoutingProfileId.parse(instance, "RoutingProfileId", id));
        var paging = Paging.of("ListRoutingProfileQueues", maxResults, nextToken);
        // A profile may contain a queue for several channels, so the queue's id is no position in the list. The index
        // is one, because the queues of a profile do not change.
        var last = paging.after() == null ? -1 : paging.after().getLeastSignificantBits();
        var read = IntStream.range(0, profile.queues().size())
                .filter(index -> index > last)
                .limit(paging.toRead())
                .boxed()
                .toList();
        var served = paging.page(read, profile.queues()::get);
        var named = named(instance, served);
        return new ListRoutingProfileQueues.Response(
                served.stream()
                        .map(queue -> RoutingProfileQueueConfigSummary.of(
                                queue, Objects.requireNonNull(named.get(queue.queueId())), caller.arns()))
                        .toList(),
                paging.next(read, index -> new UUID(0, index)),
                profile.lastModifiedAt(),
                caller.arns().region());
    }

    private Map<UUID, Queue> named(InstanceId instance, List<ServedQueue> served) {
        var ids = served.stream().map(queue -> new QueueId(queue.queueId())).collect(Collectors.toSet());
        return queues.requireAll(instance, ids).stream()
                .collect(Collectors.toMap(queue -> queue.id().value(), Function.identity()));
    }
}
