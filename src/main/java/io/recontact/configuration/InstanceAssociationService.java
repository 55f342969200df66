package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.configuration.InstanceAssociation.Target;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Associates functions, bots and origins with instances. */
@Service
public class InstanceAssociationService {

    private final InstanceAssociationRepository repository;
    private final AssociationProperties settings;
    private final ClientTokenService tokens;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    InstanceAssociationService(
            InstanceAssociationRepository repository,
            AssociationProperties settings,
            ClientTokenService tokens,
            UuidV7Generator ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.settings = settings;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Associates a target with an instance. A repeat with the same token changes nothing.
     *
     * @throws ResourceConflictException if it is associated already
     * @throws InvalidRequestException if the token was used for another request
     * @throws ServiceQuotaExceededException if the instance has as many of the type as it may have
     */
    @Transactional
    public void associate(InstanceId instance, Target target, @Nullable String clientToken) {
        if (!tokens.isFirst(instance.value(), "Associate " + target.type(), clientToken, target)) {
            return;
        }
        var type = target.type().name();
        repository.lock(instance.toString());
        var inserted =
                repository.insert(ids.next(), instance.value(), type, target.name(), target.region(), clock.instant());
        if (inserted == 0) {
            throw new ResourceConflictException("%s %s is associated with instance %s already"
                    .formatted(target.type().label(), target.name(), instance));
        }
        var quota = settings.quota(target.type());
        if (repository.count(instance.value(), type) > quota) {
            throw new ServiceQuotaExceededException("Instance %s has %d associations of type %s, the maximum"
                    .formatted(instance, quota, target.type().label()));
        }
        events.publishEvent(new InstanceAssociationChanged(target));
    }

    /**
     * Ends the association of a target with an instance. A repeat with the same token changes nothing.
     *
     * @throws ResourceNotFoundException if it is not associated
     * @throws InvalidRequestException if the token was used for another request
     */
    @Transactional
    public void disassociate(InstanceId instance, Target target, @Nullable String clientToken) {
        if (!tokens.isFirst(instance.value(), "Disassociate " + target.type(), clientToken, target)) {
            return;
        }
        if (repository.delete(instance.value(), target.type().name(), target.name(), target.region()) == 0) {
            throw new ResourceNotFoundException("%s %s is not associated with instance %s"
                    .formatted(target.type().label(), target.name(), instance));
        }
        events.publishEvent(new InstanceAssociationChanged(target));
    }

    /** Returns whether a target is associated with an instance. */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public boolean isAssociated(InstanceId instance, Target target) {
        return repository.exists(instance.value(), target.type().name(), target.name(), target.region());
    }

    /**
     * Returns a page of the associations of a type, in the order of their creation.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public List<InstanceAssociation> page(
            InstanceId instance, InstanceAssociation.Type type, @Nullable UUID after, int size) {
        return repository.page(instance.value(), type.name(), after, size);
    }
}
