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

/** Creates and finds security profiles. */
@Service
public class SecurityProfileService {

    private final SecurityProfileRepository repository;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;

    SecurityProfileService(SecurityProfileRepository repository, UniqueNames names, UuidV7Generator ids, Clock clock) {
        this.repository = repository;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a security profile.
     *
     * @throws DuplicateResourceException if the instance has a security profile of that name
     */
    @Transactional
    public SecurityProfile create(InstanceId instance, NewSecurityProfile wanted) {
        var id = new SecurityProfileId(ids.next());
        names.reserve(
                instance, "a security profile", () -> repository.existsByInstanceAndName(instance, wanted.name()));
        return repository.saveAndFlush(new SecurityProfile(id, instance, wanted, clock.instant()));
    }

    /** Finds a security profile of the instance. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<SecurityProfile> find(InstanceId instance, SecurityProfileId id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns a security profile of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such security profile
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public SecurityProfile require(InstanceId instance, SecurityProfileId id) {
        return find(instance, id)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Security profile %s does not exist in instance %s".formatted(id, instance)));
    }

    /**
     * Returns a page of security profiles, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, int size) {
        return repository.page(instance, after, Limit.of(size));
    }
}
