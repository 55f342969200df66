package io.recontact.configuration;

import io.recontact.api.FixedId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and deletes instances. */
@Service
public class InstanceService {

    private final InstanceRepository repository;
    private final InstanceDefaults defaults;
    private final ClientTokenService tokens;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    InstanceService(
            InstanceRepository repository,
            InstanceDefaults defaults,
            ClientTokenService tokens,
            UniqueNames names,
            UuidV7Generator ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.defaults = defaults;
        this.tokens = tokens;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Creates an instance with everything that a first chat needs. It is active at once.
     *
     * @throws InvalidRequestException if the alias is taken, or the token was used for another request
     */
    @Transactional
    public InstanceId create(NewInstance wanted, @Nullable String clientToken) {
        var id = new InstanceId(FixedId.orElse(ids::next));
        var claim = tokens.newClaim(ClientTokenService.ACCOUNT, "CreateInstance", clientToken, wanted);
        if (!tokens.claim(claim, AnswerIds.of(id.value()))) {
            return new InstanceId(tokens.findAnswer(claim).orElseThrow().id());
        }
        create(id, wanted);
        defaults.create(id, new ContactFlowId(ids.next()));
        return id;
    }

    /** Creates the instance of a first start, unless an instance exists. */
    @Transactional
    void createFirst(FirstInstanceProperties settings) {
        repository.lockFirstInstance();
        if (findFirst().isPresent()) {
            return;
        }
        var wanted = new NewInstance(settings.alias(), IdentityManagement.CONNECT_MANAGED, null, true, true, Map.of());
        var id = new InstanceId(settings.id() == null ? ids.next() : settings.id());
        create(id, wanted);
        var flow = settings.flowId() == null ? ids.next() : settings.flowId();
        defaults.create(id, new ContactFlowId(flow));
    }

    private void create(InstanceId id, NewInstance wanted) {
        if (wanted.alias() != null && !names.reserveAlias(wanted.alias())) {
            throw new InvalidRequestException("InstanceAlias is taken by another instance");
        }
        repository.saveAndFlush(new Instance(id, wanted, clock.instant()));
        events.publishEvent(new InstanceCreated(id));
    }

    /**
     * Returns an instance.
     *
     * @throws ResourceNotFoundException if it does not exist or is deleted
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Instance require(InstanceId id) {
        return repository.findByIdAndDeletedAtIsNull(id).orElseThrow(() -> absent(id));
    }

    private Instance requireForUpdate(InstanceId id) {
        return repository.findForUpdate(id).orElseThrow(() -> absent(id));
    }

    private static ResourceNotFoundException absent(InstanceId id) {
        return new ResourceNotFoundException("Instance %s does not exist".formatted(id));
    }

    /** Finds the oldest instance: that of the first start, unless it is deleted. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instance> findFirst() {
        return repository.findFirstByDeletedAtIsNullOrderByCreatedAtAscIdAsc();
    }

    /** Finds an instance by its alias, regardless of case. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instance> findByAlias(String alias) {
        return repository.findByAlias(alias);
    }

    /**
     * Returns a page of all instances, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Instance> page(@Nullable UUID after, int size) {
        return repository.page(after, Limit.of(size));
    }

    /**
     * Returns a page of the given instances, without those that do not exist.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Instance> pageOf(Collection<InstanceId> only, @Nullable UUID after, int size) {
        return repository.pageOf(only, after, Limit.of(size));
    }

    /**
     * Deletes an instance: from now on no request finds it. A repeat with the same token succeeds as well.
     *
     * @throws ResourceNotFoundException if it does not exist or is deleted
     */
    @Transactional
    public void delete(InstanceId id, @Nullable String clientToken) {
        if (tokens.isFirst(ClientTokenService.ACCOUNT, "DeleteInstance", clientToken, id)) {
            requireForUpdate(id).delete(clock.instant());
        }
    }

    /**
     * Changes the tags of an instance.
     *
     * @throws ResourceNotFoundException if it does not exist or is deleted
     * @throws InvalidRequestException if it would have more than 50 tags
     */
    @Transactional
    public void tag(InstanceId id, Consumer<Map<String, String>> change) {
        var instance = requireForUpdate(id);
        instance.tag(Tagging.changed(instance.tags(), change));
    }

    /**
     * Changes an attribute of an instance. A repeat with the same token changes nothing.
     *
     * @throws ResourceNotFoundException if the instance does not exist or is deleted
     * @throws InvalidRequestException if the token was used for another request
     */
    @Transactional
    public void setAttribute(InstanceId id, InstanceAttribute attribute, boolean value, @Nullable String clientToken) {
        var instance = requireForUpdate(id);
        var command = Map.of(attribute, value);
        if (tokens.isFirst(id.value(), "UpdateInstanceAttribute", clientToken, command)) {
            instance.set(attribute, value);
        }
    }

    /**
     * Replaces an instance by a new one with its id, alias, tags and default flow, for test controls. Its contacts must
     * have been removed before.
     *
     * @throws ResourceNotFoundException if it does not exist or is deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void recreate(InstanceId id) {
        var instance = requireForUpdate(id);
        var flow = defaults.findFlow(id).orElseGet(() -> new ContactFlowId(ids.next()));
        instance.delete(clock.instant());
        repository.removeDeleted(id);
        create(id, instance.asNew());
        defaults.create(id, flow);
    }

    /** Removes the rows of a deleted instance. Its contacts must have been removed before. */
    @Transactional
    public void remove(InstanceId id) {
        repository.removeDeleted(id);
    }

    /** Returns the deleted instances whose rows still exist. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<InstanceId> deleted() {
        return repository.deleted();
    }
}
