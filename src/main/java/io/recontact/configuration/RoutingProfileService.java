package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes routing profiles. */
@Service
public class RoutingProfileService extends ResourceService<RoutingProfile, RoutingProfileId> {

    private final RoutingProfileRepository repository;
    private final QueueService queues;

    RoutingProfileService(RoutingProfileRepository repository, QueueService queues, ResourceSupport support) {
        super(ResourceType.ROUTING_PROFILE, RoutingProfileId::new, repository, support);
        this.repository = repository;
        this.queues = queues;
    }

    /**
     * Creates a routing profile.
     *
     * @throws ResourceNotFoundException if the instance lacks a queue of the profile
     * @throws DuplicateResourceException if the instance has a routing profile of that name
     */
    @Transactional
    public RoutingProfile create(InstanceId instance, NewRoutingProfile wanted) {
        var named = Stream.of(
                        Stream.of(wanted.defaultOutboundQueue().value()),
                        wanted.queues().stream().map(RoutingProfile.ServedQueue::queueId),
                        wanted.manualAssignmentQueues().stream().map(RoutingProfile.ManualAssignmentQueue::queueId))
                .flatMap(ids -> ids)
                .map(QueueId::new);
        queues.requireAll(instance, named.collect(Collectors.toSet()));
        return insert(new RoutingProfile(newId(), instance, wanted, now()));
    }

    /** Returns the number of users with this routing profile. */
    public long countUsers(RoutingProfileId id) {
        return repository.countUsers(id);
    }
}
