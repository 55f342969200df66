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
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds hours of operation. */
@Service
public class HoursOfOperationService {

    private final HoursOfOperationRepository repository;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;

    HoursOfOperationService(
            HoursOfOperationRepository repository, UniqueNames names, UuidV7Generator ids, Clock clock) {
        this.repository = repository;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates hours of operation.
     *
     * @throws DuplicateResourceException if the instance has hours of operation of that name
     */
    @Transactional
    public HoursOfOperation create(InstanceId instance, NewHoursOfOperation wanted) {
        var id = new HoursOfOperationId(ids.next());
        names.reserve(
                instance, "hours of operation", () -> repository.existsByInstanceAndName(instance, wanted.name()));
        return repository.saveAndFlush(new HoursOfOperation(id, instance, wanted, clock.instant()));
    }

    /** Finds hours of operation of the instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<HoursOfOperation> find(InstanceId instance, HoursOfOperationId id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns hours of operation of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such hours of operation
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public HoursOfOperation require(InstanceId instance, HoursOfOperationId id) {
        return find(instance, id)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "HoursOfOperation %s does not exist in instance %s".formatted(id, instance)));
    }

    /**
     * Returns a page of hours of operation, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, int size) {
        return repository.page(instance, after, Limit.of(size));
    }
}
