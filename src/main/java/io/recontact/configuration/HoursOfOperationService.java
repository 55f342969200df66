package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import io.recontact.api.ServiceQuotaExceededException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes hours of operation, and answers whether they are open. */
@Service
public class HoursOfOperationService extends ResourceService<HoursOfOperation, HoursOfOperationId> {

    /** Parents of one set of hours, from the Administrator Guide; it cannot be raised. */
    private static final int MAX_PARENTS = 3;

    private final HoursOfOperationRepository repository;
    private final HoursOfOperationOverrideRepository overrides;

    HoursOfOperationService(
            HoursOfOperationRepository repository,
            HoursOfOperationOverrideRepository overrides,
            ResourceSupport support) {
        super(ResourceType.HOURS_OF_OPERATION, HoursOfOperationId::new, repository, support);
        this.repository = repository;
        this.overrides = overrides;
    }

    /**
     * Creates hours of operation.
     *
     * @throws DuplicateResourceException if the instance has hours of operation of that name
     * @throws ResourceNotFoundException if a parent does not exist
     * @throws InvalidRequestException if a parent has a parent itself
     */
    @Transactional
    public HoursOfOperation create(InstanceId instance, NewHoursOfOperation wanted) {
        var created = new HoursOfOperation(newId(), instance, wanted, now());
        lock(instance, wanted.parents()).forEach(HoursOfOperationService::requireNoParents);
        return insert(created);
    }

    /**
     * Changes hours of operation.
     *
     * @throws ResourceNotFoundException if the instance has no such hours of operation
     * @throws DuplicateResourceException if the instance has other hours of operation of that name
     * @throws InvalidParameterException if the IANA database has no such time zone
     */
    @Transactional
    public void update(InstanceId instance, HoursOfOperationId id, HoursOfOperationUpdate change) {
        update(instance, id, change.name(), hours -> hours.change(change));
    }

    /**
     * Makes hours inherit the overrides of parents, in addition to their present parents.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     * @throws InvalidRequestException if a child would be a parent as well
     * @throws ServiceQuotaExceededException if the child would have more than three parents
     */
    @Transactional
    public void associate(InstanceId instance, HoursOfOperationId child, Set<HoursOfOperationId> parents) {
        var all = new HashSet<>(parents);
        all.add(child);
        var locked = lock(instance, all);
        if (parents.contains(child) || !children(child, null, 1).isEmpty()) {
            throw new InvalidRequestException("Hours of operation %s are a parent themselves".formatted(child));
        }
        locked.stream()
                .filter(hours -> parents.contains(hours.id()))
                .forEach(HoursOfOperationService::requireNoParents);
        update(instance, child, hours -> hours.link(parents));
        if (require(instance, child).parents().size() > MAX_PARENTS) {
            throw new ServiceQuotaExceededException(
                    "Hours of operation %s would have more than %d parents".formatted(child, MAX_PARENTS));
        }
    }

    /**
     * Ends the inheritance from parents. Hours that are no parents change nothing.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     */
    @Transactional
    public void disassociate(InstanceId instance, HoursOfOperationId child, Set<HoursOfOperationId> parents) {
        requireAll(instance, parents);
        update(instance, child, hours -> hours.unlink(parents));
    }

    /**
     * Returns a page of the hours that inherit the overrides of a parent, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<HoursOfOperation> children(HoursOfOperationId parent, @Nullable UUID after, int size) {
        return repository.children(parent.value(), after, Limit.of(size));
    }

    /**
     * Returns hours with the overrides of their own and those of their parents.
     *
     * @throws ResourceNotFoundException if the instance has no such hours of operation
     */
    public EffectiveHours effective(InstanceId instance, HoursOfOperationId id) {
        return effective(require(instance, id));
    }

    /**
     * Returns whether hours are open at a time, with all overrides; empty if the instance has no such hours. Reads the
     * database each time, so that each change takes effect at once on every node.
     */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public Optional<Boolean> isOpen(InstanceId instance, HoursOfOperationId id, Instant moment) {
        return find(instance, id).map(hours -> effective(hours).isOpenAt(moment));
    }

    private EffectiveHours effective(HoursOfOperation hours) {
        var sources = new HashSet<>(hours.parents());
        sources.add(hours.id());
        return new EffectiveHours(
                hours.hours(),
                overrides.findByHoursInOrderByIdValue(sources).stream()
                        .map(HoursOfOperationOverride::toOverride)
                        .toList());
    }

    /** Locks rows in the order of their ids, so that concurrent associations take turns and see each other. */
    private List<HoursOfOperation> lock(InstanceId instance, Set<HoursOfOperationId> ids) {
        return ids.stream().map(HoursOfOperationId::value).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(id -> requireForUpdate(instance, new HoursOfOperationId(id)))
                .toList();
    }

    private static void requireNoParents(HoursOfOperation parent) {
        if (!parent.parents().isEmpty()) {
            throw new InvalidRequestException(
                    "Hours of operation %s have a parent and cannot be one".formatted(parent.id()));
        }
    }
}
