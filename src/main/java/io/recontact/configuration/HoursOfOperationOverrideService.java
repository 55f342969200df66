package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes overrides of hours of operation. */
@Service
public class HoursOfOperationOverrideService
        extends ResourceService<HoursOfOperationOverride, HoursOfOperationOverrideId> {

    /** Overrides of one set of hours, from the Administrator Guide; it cannot be raised. */
    private static final int MAX = 50;

    private final HoursOfOperationOverrideRepository repository;
    private final HoursOfOperationService hours;

    HoursOfOperationOverrideService(
            HoursOfOperationOverrideRepository repository, HoursOfOperationService hours, ResourceSupport support) {
        super(ResourceType.HOURS_OF_OPERATION_OVERRIDE, HoursOfOperationOverrideId::new, repository, support);
        this.repository = repository;
        this.hours = hours;
    }

    @Override
    boolean isTaken(HoursOfOperationOverride override, String name) {
        return repository.existsByHoursAndNameAndIdNot(override.hours(), name, override.id());
    }

    /**
     * Creates an override.
     *
     * @throws ResourceNotFoundException if the instance has no such hours
     * @throws DuplicateResourceException if the hours have an override of that name
     * @throws LimitExceededException if the hours have 50 overrides
     * @throws InvalidParameterException if the recurrence breaks a rule of the API
     */
    @Transactional
    public HoursOfOperationOverride create(
            InstanceId instance, HoursOfOperationId of, HoursOverride wanted, @Nullable String description) {
        check(wanted.recurrence());
        var overridden = hours.requireForUpdate(instance, of); // the lock keeps the count true
        if (repository.countByHours(of) >= MAX) {
            throw new LimitExceededException("Hours of operation %s have %d overrides already".formatted(of, MAX));
        }
        return insert(new HoursOfOperationOverride(newId(), overridden, wanted, description, now()));
    }

    /**
     * Returns an override of the hours.
     *
     * @throws ResourceNotFoundException if the instance has no such hours, or the hours have no such override
     */
    public HoursOfOperationOverride require(InstanceId instance, HoursOfOperationId of, HoursOfOperationOverrideId id) {
        hours.require(instance, of);
        return find(instance, id)
                .filter(override -> override.hours().equals(of))
                .orElseThrow(() ->
                        new ResourceNotFoundException("Hours of operation %s have no override %s".formatted(of, id)));
    }

    /**
     * Changes an override.
     *
     * @throws ResourceNotFoundException if the instance has no such hours, or the hours have no such override
     * @throws DuplicateResourceException if the hours have another override of that name
     * @throws InvalidParameterException if the dates would not be in order, or the recurrence breaks a rule of the API
     */
    @Transactional
    public void update(
            InstanceId instance,
            HoursOfOperationId of,
            HoursOfOperationOverrideId id,
            HoursOfOperationOverrideUpdate change) {
        check(change.recurrence());
        require(instance, of, id);
        update(instance, id, change.name(), override -> override.change(change));
    }

    /**
     * Deletes an override.
     *
     * @throws ResourceNotFoundException if the instance has no such hours, or the hours have no such override
     */
    @Transactional
    public void delete(InstanceId instance, HoursOfOperationId of, HoursOfOperationOverrideId id) {
        require(instance, of, id);
        delete(instance, id);
    }

    private static void check(@Nullable Recurrence recurrence) {
        if (recurrence != null) {
            recurrence.check();
        }
    }
}
