package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import io.recontact.configuration.RoutingProfile.QueueReference;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        requireQueues(
                instance,
                Stream.of(
                                Stream.of(wanted.defaultOutboundQueue().value()),
                                ids(references(wanted.queues())),
                                ids(wanted.manualAssignmentQueues()))
                        .flatMap(ids -> ids));
        return insert(new RoutingProfile(newId(), instance, wanted, now()));
    }

    /**
     * Changes the name and the description; null members stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such routing profile
     * @throws DuplicateResourceException if the instance has another routing profile of that name
     */
    @Transactional
    public void rename(InstanceId instance, RoutingProfileId id, @Nullable String name, @Nullable String description) {
        update(instance, id, name, profile -> profile.describe(description));
    }

    /**
     * Replaces the channels and their concurrency. Contacts that agents have stay with them.
     *
     * @throws ResourceNotFoundException if the instance has no such routing profile
     * @throws InvalidParameterException if a channel occurs twice
     */
    @Transactional
    public void changeConcurrency(InstanceId instance, RoutingProfileId id, List<RoutingProfile.Concurrency> wanted) {
        NewRoutingProfile.requireUniqueChannels(wanted);
        update(instance, id, profile -> profile.change(wanted));
    }

    /**
     * Changes the default queue of outbound contacts.
     *
     * @throws ResourceNotFoundException if the instance has no such routing profile or queue
     */
    @Transactional
    public void changeDefaultOutboundQueue(InstanceId instance, RoutingProfileId id, QueueId queue) {
        queues.require(instance, queue);
        update(instance, id, profile -> profile.change(queue));
    }

    /**
     * Changes the criterion that orders available agents.
     *
     * @throws ResourceNotFoundException if the instance has no such routing profile
     */
    @Transactional
    public void changeAvailabilityTimer(
            InstanceId instance, RoutingProfileId id, RoutingProfile.AvailabilityTimer timer) {
        update(instance, id, profile -> profile.change(timer));
    }

    /**
     * Changes the priority and delay of queues that the profile has.
     *
     * @throws ResourceNotFoundException if the instance has no such routing profile, or lacks one of the queues
     * @throws InvalidRequestException if the profile does not have one of the queues in its channel
     * @throws InvalidParameterException if a queue and channel occur twice
     */
    @Transactional
    public void updateQueues(InstanceId instance, RoutingProfileId id, List<ServedQueue> changed) {
        NewRoutingProfile.requireUniqueQueues(changed, List.of());
        requireQueues(instance, ids(references(changed)));
        update(instance, id, profile -> {
            var present = references(profile.queues());
            for (var reference : references(changed)) {
                if (!present.contains(reference)) {
                    throw new InvalidRequestException("Queue %s is not associated with routing profile %s for %s"
                            .formatted(reference.queueId(), id, reference.channel()));
                }
            }
            profile.associate(changed, List.of());
        });
    }

    /**
     * Adds queues. Those that the profile has get the new priority and delay.
     *
     * @param manual queues whose contacts agents may pick
     * @throws ResourceNotFoundException if the instance has no such routing profile, or lacks one of the queues
     * @throws InvalidParameterException if a queue and channel occur twice
     */
    @Transactional
    public void associateQueues(
            InstanceId instance, RoutingProfileId id, List<ServedQueue> added, List<QueueReference> manual) {
        NewRoutingProfile.requireUniqueQueues(added, manual);
        requireQueues(instance, Stream.concat(ids(references(added)), ids(manual)));
        update(instance, id, profile -> profile.associate(added, manual));
    }

    /**
     * Removes queues. Those that the profile does not have change nothing. Contacts that agents have stay with them.
     *
     * @param manual queues whose contacts agents may no longer pick
     * @throws ResourceNotFoundException if the instance has no such routing profile, or lacks one of the queues
     */
    @Transactional
    public void disassociateQueues(
            InstanceId instance, RoutingProfileId id, List<QueueReference> removed, List<QueueReference> manual) {
        requireQueues(instance, Stream.concat(ids(removed), ids(manual)));
        update(instance, id, profile -> profile.disassociate(Set.copyOf(removed), Set.copyOf(manual)));
    }

    private void requireQueues(InstanceId instance, Stream<UUID> named) {
        queues.requireAll(instance, named.map(QueueId::new).collect(Collectors.toSet()));
    }

    private static Stream<UUID> ids(Collection<QueueReference> references) {
        return references.stream().map(QueueReference::queueId);
    }

    private static Set<QueueReference> references(Collection<ServedQueue> queues) {
        return queues.stream().map(ServedQueue::reference).collect(Collectors.toSet());
    }

    /** Returns the number of users of each routing profile; profiles without users are absent. */
    public Map<RoutingProfileId, Long> countUsers(Set<RoutingProfileId> profiles) {
        return repository.countUsers(profiles).stream()
                .collect(Collectors.toMap(
                        RoutingProfileRepository.Users::profile, RoutingProfileRepository.Users::count));
    }
}
