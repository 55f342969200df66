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
        var id = ids.next();
        names.require(UniqueNames.Kind.HOURS_OF_OPERATION, instance, id, wanted.name());
        return repository.saveAndFlush(new HoursOfOperation(id, instance, wanted, clock.instant()));
    }

    /** One of an instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<HoursOfOperation> find(InstanceId instance, HoursOfOperationId id) {
        return repository.findByIdAndInstanceId(id.value(), instance.value());
    }

    /**
     * One of an instance.
     *
     * @throws ResourceNotFoundException if the instance has no such one
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public HoursOfOperation require(InstanceId instance, HoursOfOperationId id) {
        return find(instance, id)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "HoursOfOperation %s does not exist in instance %s".formatted(id, instance)));
    }

    /** A page of those of an instance, in the order of their ids. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, int size) {
        return repository.page(instance.value(), after, Limit.of(size));
    }
}
