package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds routing profiles. */
@Service
public class RoutingProfileService {

    private final RoutingProfileRepository repository;
    private final QueueService queues;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;

    RoutingProfileService(
            RoutingProfileRepository repository,
            QueueService queues,
            UniqueNames names,
            UuidV7Generator ids,
            Clock clock) {
        this.repository = repository;
        this.queues = queues;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
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
        var id = new RoutingProfileId(ids.next());
        names.reserve(instance, "a routing profile", () -> repository.existsByInstanceAndName(instance, wanted.name()));
        return repository.saveAndFlush(new RoutingProfile(id, instance, wanted, clock.instant()));
    }

    /** Finds a routing profile of the instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<RoutingProfile> find(InstanceId instance, RoutingProfileId id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns a routing profile of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such routing profile
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public RoutingProfile require(InstanceId instance, RoutingProfileId id) {
        return find(instance, id)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Routing profile %s does not exist in instance %s".formatted(id, instance)));
    }

    /** Returns the number of users with this routing profile. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public long countUsers(RoutingProfileId id) {
        return repository.countUsers(id);
    }

    /**
     * Returns a page of routing profiles, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, int size) {
        return repository.page(instance, after, Limit.of(size));
    }
}
