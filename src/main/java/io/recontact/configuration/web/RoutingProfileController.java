package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.Instance;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.RoutingProfile;
import io.recontact.configuration.RoutingProfile.QueueReference;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileManualAssignmentQueueConfig;
import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileQueueConfig;
import io.recontact.configuration.web.CreateRoutingProfile.RoutingProfileQueueReference;
import io.recontact.configuration.web.ListRoutingProfileManualAssignmentQueues.RoutingProfileManualAssignmentQueueConfigSummary;
import io.recontact.configuration.web.ListRoutingProfileQueues.RoutingProfileQueueConfigSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoutingProfileController {

    /** Maximum page size of the queues of a profile, from the model. */
    private static final int MAX_QUEUES = 100;

    private final RoutingProfileService profiles;
    private final QueueService queues;
    private final ResourceSearch search;

    RoutingProfileController(RoutingProfileService profiles, QueueService queues, ResourceSearch search) {
        this.profiles = profiles;
        this.queues = queues;
        this.search = search;
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
        return new DescribeRoutingProfile.Response(describe(caller, profile, profiles.countUsers(Set.of(id))));
    }

    private static DescribeRoutingProfile.RoutingProfile describe(
            Caller caller, RoutingProfile profile, Map<RoutingProfileId, Long> users) {
        return DescribeRoutingProfile.RoutingProfile.of(profile, users.getOrDefault(profile.id(), 0L), caller.arns());
    }

    @PostMapping("/search-routing-profiles")
    SearchRoutingProfiles.Response searchRoutingProfiles(
            Caller caller, @Valid @RequestBody SearchRoutingProfiles.Request request) {
        var found = search.search("SearchRoutingProfiles", caller, profiles, request);
        var users = profiles.countUsers(
                found.resources().stream().map(RoutingProfile::id).collect(Collectors.toSet()));
        return found.answer(profile -> describe(caller, profile, users), SearchRoutingProfiles.Response::new);
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/name")
    void updateRoutingProfileName(
            @Valid @RequestBody UpdateRoutingProfileName.Request request, Instance instance, RoutingProfileId id) {
        UpdatedTexts.require(request.name(), request.description());
        profiles.rename(instance.id(), id, request.name(), request.description());
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/concurrency")
    void updateRoutingProfileConcurrency(
            @Valid @RequestBody UpdateRoutingProfileConcurrency.Request request,
            Instance instance,
            RoutingProfileId id) {
        profiles.changeConcurrency(
                instance.id(), id, CreateRoutingProfile.MediaConcurrency.toConcurrencies(request.mediaConcurrencies()));
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/default-outbound-queue")
    void updateRoutingProfileDefaultOutboundQueue(
            @Valid @RequestBody UpdateRoutingProfileDefaultOutboundQueue.Request request,
            Instance instance,
            RoutingProfileId id) {
        var queue = QueueId.parse(instance.id(), "DefaultOutboundQueueId", request.defaultOutboundQueueId());
        profiles.changeDefaultOutboundQueue(instance.id(), id, queue);
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/agent-availability-timer")
    void updateRoutingProfileAgentAvailabilityTimer(
            @Valid @RequestBody UpdateRoutingProfileAgentAvailabilityTimer.Request request,
            Instance instance,
            RoutingProfileId id) {
        profiles.changeAvailabilityTimer(instance.id(), id, request.agentAvailabilityTimer());
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/queues")
    void updateRoutingProfileQueues(
            @Valid @RequestBody UpdateRoutingProfileQueues.Request request, Instance instance, RoutingProfileId id) {
        profiles.updateQueues(
                instance.id(), id, RoutingProfileQueueConfig.toServedQueues(instance.id(), request.queueConfigs()));
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/associate-queues")
    void associateRoutingProfileQueues(
            @Valid @RequestBody AssociateRoutingProfileQueues.Request request, Instance instance, RoutingProfileId id) {
        request.requireQueues();
        profiles.associateQueues(
                instance.id(),
                id,
                RoutingProfileQueueConfig.toServedQueues(instance.id(), request.queueConfigs()),
                RoutingProfileManualAssignmentQueueConfig.toQueues(
                        instance.id(), request.manualAssignmentQueueConfigs()));
    }

    @PostMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/disassociate-queues")
    void disassociateRoutingProfileQueues(
            @Valid @RequestBody DisassociateRoutingProfileQueues.Request request,
            Instance instance,
            RoutingProfileId id) {
        request.requireQueues();
        profiles.disassociateQueues(
                instance.id(),
                id,
                RoutingProfileQueueReference.toReferences(
                        instance.id(), "QueueReferences.QueueId", request.queueReferences()),
                RoutingProfileQueueReference.toReferences(
                        instance.id(),
                        "ManualAssignmentQueueReferences.QueueId",
                        request.manualAssignmentQueueReferences()));
    }

    @DeleteMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}")
    void deleteRoutingProfile(Instance instance, RoutingProfileId id) {
        profiles.delete(instance.id(), id);
    }

    @GetMapping("/routing-profiles-summary/{InstanceId}")
    ListRoutingProfiles.Response listRoutingProfiles(Caller caller, Paging paging, Instance instance) {
        return paging.read(profiles, instance.id())
                .answer(row -> NamedSummary.of(row, caller.arns()), ListRoutingProfiles.Response::new);
    }

    @GetMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/queues")
    ListRoutingProfileQueues.Response listRoutingProfileQueues(
            Caller caller, @PageSize(MAX_QUEUES) Paging paging, Instance instance, RoutingProfileId id) {
        var profile = profiles.require(instance.id(), id);
        var page = paging.slice(profile.queues());
        var named = named(instance.id(), page.rows().stream().map(ServedQueue::queueId));
        return page.answer(
                queue -> RoutingProfileQueueConfigSummary.of(
                        queue, Objects.requireNonNull(named.get(new QueueId(queue.queueId()))), caller.arns()),
                profile.lastModifiedAt(),
                caller.arns(),
                ListRoutingProfileQueues.Response::new);
    }

    @GetMapping("/routing-profiles/{InstanceId}/{RoutingProfileId}/manual-assignment-queues")
    ListRoutingProfileManualAssignmentQueues.Response listRoutingProfileManualAssignmentQueues(
            Caller caller, @PageSize(MAX_QUEUES) Paging paging, Instance instance, RoutingProfileId id) {
        var profile = profiles.require(instance.id(), id);
        var page = paging.slice(profile.manualAssignmentQueues());
        var named = named(instance.id(), page.rows().stream().map(QueueReference::queueId));
        return page.answer(
                queue -> RoutingProfileManualAssignmentQueueConfigSummary.of(
                        queue, Objects.requireNonNull(named.get(new QueueId(queue.queueId()))), caller.arns()),
                profile.lastModifiedAt(),
                caller.arns(),
                ListRoutingProfileManualAssignmentQueues.Response::new);
    }

    private Map<QueueId, Queue> named(InstanceId instance, Stream<UUID> ids) {
        return queues.requireById(instance, ids.map(QueueId::new).collect(Collectors.toSet()));
    }
}
