package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds users. */
@Service
public class UserService {

    private final UserRepository repository;
    private final RoutingProfileService routingProfiles;
    private final SecurityProfileService securityProfiles;
    private final QueueService queues;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    UserService(
            UserRepository repository,
            RoutingProfileService routingProfiles,
            SecurityProfileService securityProfiles,
            QueueService queues,
            UniqueNames names,
            UuidV7Generator ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.routingProfiles = routingProfiles;
        this.securityProfiles = securityProfiles;
        this.queues = queues;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Creates a user and its agent queue.
     *
     * @throws ResourceNotFoundException if the instance lacks a profile of the user
     * @throws DuplicateResourceException if the instance has a user of that name
     */
    @Transactional
    public User create(InstanceId instance, NewUser wanted) {
        routingProfiles.require(instance, wanted.routingProfile());
        for (var profile : wanted.securityProfiles()) {
            securityProfiles.require(instance, profile);
        }
        var id = new UserId(ids.next());
        names.reserve(instance, "a user", () -> repository.existsByInstanceAndName(instance, wanted.username()));
        var user = repository.saveAndFlush(new User(id, instance, wanted, clock.instant()));
        queues.createForAgent(instance, user.id(), user.username());
        events.publishEvent(new UserCreated(instance, user.id()));
        return user;
    }

    /** Finds a user of the instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<User> find(InstanceId instance, UserId id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns a user of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public User require(InstanceId instance, UserId id) {
        return find(instance, id)
                .orElseThrow(() ->
                        new ResourceNotFoundException("User %s does not exist in instance %s".formatted(id, instance)));
    }

    /**
     * Returns a page of users, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, int size) {
        return repository.page(instance, after, Limit.of(size));
    }
}
