package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.FixedId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds, lists, changes, tags and deletes the resources of one type. Services of the types add how a resource is
 * created and what its changes require.
 *
 * @param <T> the resource
 * @param <K> its id
 */
@Transactional(propagation = Propagation.SUPPORTS)
public abstract class ResourceService<T extends Resource, K extends ResourceId> {

    private final ResourceType type;
    private final Function<UUID, K> ids;
    private final ResourceRepository<T, K> repository;
    private final ResourceSupport support;

    ResourceService(
            ResourceType type, Function<UUID, K> ids, ResourceRepository<T, K> repository, ResourceSupport support) {
        this.type = type;
        this.ids = ids;
        this.repository = repository;
        this.support = support;
    }

    /** Returns the type of the resources. */
    public ResourceType type() {
        return type;
    }

    /** Finds a resource of the instance. */
    public Optional<T> find(InstanceId instance, K id) {
        return repository.findByIdAndInstance(id, instance);
    }

    /**
     * Returns a resource of the instance.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    public T require(InstanceId instance, K id) {
        return find(instance, id).orElseThrow(() -> absent(instance, id));
    }

    /** Returns those of some resources that the instance has, in no order. */
    public List<T> findAll(InstanceId instance, Set<K> ids) {
        return repository.findByInstanceAndIdIn(instance, ids);
    }

    /**
     * Returns resources of the instance, in no order.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     */
    public List<T> requireAll(InstanceId instance, Set<K> ids) {
        return repository.requireAll(instance, ids);
    }

    /**
     * Returns resources of the instance, by their ids.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     */
    @SuppressWarnings("unchecked") // a resource has the id type of its service
    public Map<K, T> requireById(InstanceId instance, Set<K> ids) {
        return requireAll(instance, ids).stream()
                .collect(Collectors.toMap(resource -> (K) resource.id(), Function.identity()));
    }

    /**
     * Checks a reference to a resource.
     *
     * @param id null for none, which is correct
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    void requireIfPresent(InstanceId instance, @Nullable K id) {
        if (id != null) {
            require(instance, id);
        }
    }

    /**
     * Returns a page of resources, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, int size) {
        return repository.page(instance, after, Limit.of(size));
    }

    /**
     * Returns a page of the resources that fulfil a condition, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<T> search(InstanceId instance, Specification<T> condition, @Nullable UUID after, int size) {
        Specification<T> afterwards = (root, _, builder) ->
                after == null ? null : builder.greaterThan(root.get("id").get("value"), after);
        return repository.findBy(
                condition.and(of(instance)).and(afterwards),
                query -> query.sortBy(Sort.by("id.value")).limit(size).all());
    }

    /** Counts the resources that fulfil a condition. */
    public long count(InstanceId instance, Specification<T> condition) {
        return repository.count(condition.and(of(instance)));
    }

    private static <T> Specification<T> of(InstanceId instance) {
        return (root, _, builder) -> builder.equal(root.get("instance"), instance);
    }

    /**
     * Changes a resource. Of two concurrent changes the later one sees the earlier one.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    @Transactional
    public void update(InstanceId instance, K id, Consumer<? super T> change) {
        update(instance, id, null, change);
    }

    /**
     * Changes a resource and its name.
     *
     * @param name the new name; null to keep the name
     * @throws ResourceNotFoundException if the instance has no such resource
     * @throws DuplicateResourceException if the instance has another resource of that name
     */
    @Transactional
    public void update(InstanceId instance, K id, @Nullable String name, Consumer<? super T> change) {
        var resource = requireForUpdate(instance, id);
        // Before the change: the check would write a changed resource first, and so violate the unique constraint.
        if (name != null) {
            reserveName(resource, name);
            resource.rename(name);
        }
        change.accept(resource);
        resource.touch(support.clock().instant());
        save(resource);
    }

    /**
     * Deletes a resource.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     * @throws ResourceInUseException if another resource refers to it
     */
    @Transactional
    public void delete(InstanceId instance, K id) {
        var resource = requireForUpdate(instance, id);
        var referrer = repository.findReferrer(table(), id.value());
        if (referrer != null) {
            throw inUse(id, "another resource: %s".formatted(referrer.replace('_', ' ')));
        }
        support.events().publishEvent(new ResourceDeleted(instance, id));
        try {
            repository.delete(resource);
            repository.flush();
            repository.checkDeferredConstraints();
        } catch (DataIntegrityViolationException _) {
            throw inUse(id, "another resource"); // a concurrent transaction committed a reference after the look
        }
    }

    /**
     * Returns the tags of a resource.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    public Map<String, String> tags(InstanceId instance, UUID id) {
        return require(instance, ids.apply(id)).tags();
    }

    /**
     * Adds tags to a resource, and replaces those of the same keys.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     * @throws InvalidRequestException if the resource would have more than 50 tags
     */
    @Transactional
    public void tag(InstanceId instance, UUID id, Map<String, String> added) {
        updateTags(instance, id, tags -> tags.putAll(added));
    }

    /**
     * Removes tags from a resource. Keys that it does not have change nothing.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    @Transactional
    public void untag(InstanceId instance, UUID id, Set<String> keys) {
        updateTags(instance, id, tags -> tags.keySet().removeAll(keys));
    }

    private void updateTags(InstanceId instance, UUID id, Consumer<Map<String, String>> change) {
        update(instance, ids.apply(id), resource -> resource.tag(Tagging.changed(resource.tags(), change)));
    }

    /** Returns the name of the table. */
    String table() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Returns an id for a new resource. */
    K newId() {
        return ids.apply(FixedId.orElse(support.ids()::next));
    }

    /** Returns the current time. */
    Instant now() {
        return support.clock().instant();
    }

    /** Publishes an event that is handled in the same transaction. */
    void publish(Object event) {
        support.events().publishEvent(event);
    }

    /**
     * Writes a new resource.
     *
     * @throws DuplicateResourceException if the instance has another resource of that name
     */
    T insert(T resource) {
        reserveName(resource, resource.name());
        return save(resource);
    }

    /** Returns a resource whose row is locked until the end of the transaction. */
    T requireForUpdate(InstanceId instance, K id) {
        return repository.findForUpdate(id, instance).orElseThrow(() -> absent(instance, id));
    }

    /** Writes the row at once, because statements outside JPA read it. */
    private T save(T resource) {
        try {
            var saved = repository.saveAndFlush(resource);
            repository.checkDeferredConstraints();
            return saved;
        } catch (DataIntegrityViolationException _) {
            // A concurrent transaction deleted what the resource refers to, after the service looked for it.
            throw new ResourceNotFoundException(
                    "A resource that %s %s refers to does not exist".formatted(type.label(), resource.id()));
        }
    }

    private void reserveName(T resource, String name) {
        support.names().reserve(resource.instance(), type.label(), () -> isTaken(resource, name));
    }

    /** Returns whether another resource has the name. Names are unique within the instance. */
    @SuppressWarnings("unchecked") // a resource has the id type of its service
    boolean isTaken(T resource, String name) {
        return repository.existsByInstanceAndNameAndIdNot(resource.instance(), name, (K) resource.id());
    }

    static ResourceNotFoundException absent(InstanceId instance, ResourceId id) {
        return new ResourceNotFoundException(
                "%s %s does not exist in instance %s".formatted(id.type().label(), id, instance));
    }

    private ResourceInUseException inUse(K id, String referrer) {
        return new ResourceInUseException("%s %s is in use by %s".formatted(type.label(), id, referrer));
    }
}
