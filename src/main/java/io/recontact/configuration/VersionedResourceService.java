package io.recontact.configuration;

import io.recontact.api.ContactFlowNotPublishedException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes the content of resources, and creates, lists and deletes their versions.
 *
 * @param <T> the resource
 * @param <K> its id
 */
@Transactional(propagation = Propagation.SUPPORTS)
public abstract class VersionedResourceService<T extends VersionedResource, K extends ResourceId>
        extends ResourceService<T, K> {

    private final Function<UUID, K> ids;
    private final PublicationRepository publications;
    private final ResourceVersionRepository versions;
    private final ClientTokenService tokens;

    VersionedResourceService(
            ResourceType type,
            Function<UUID, K> ids,
            ResourceRepository<T, K> repository,
            VersionSupport versioning,
            ResourceSupport support) {
        super(type, ids, repository, support);
        this.ids = ids;
        this.publications = versioning.publications();
        this.versions = versioning.versions();
        this.tokens = versioning.tokens();
    }

    /** Checks content before it is published. */
    abstract void validate(T resource);

    /** Finds the version that an alias names. Only modules have aliases. */
    Optional<ResourceVersion> findAliased(T resource, String alias) {
        return Optional.empty();
    }

    /**
     * Creates a resource once for each client token, and returns its id.
     *
     * @param operation the operation that creates the resource
     * @param token null or empty if the request has none
     * @param wanted all members of the request except the token; a repeat must have the same
     * @throws InvalidRequestException if the token was used for a request with other members
     */
    K createOnce(
            InstanceId instance, String operation, @Nullable String token, Object wanted, Function<K, T> creation) {
        var id = newId();
        var claim = tokens.newClaim(instance.value(), operation, token, wanted);
        if (!tokens.claim(claim, AnswerIds.of(id.value()))) {
            return ids.apply(tokens.findAnswer(claim).orElseThrow().id());
        }
        insert(creation.apply(id));
        return id;
    }

    /**
     * Replaces the draft.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    @Transactional
    public void saveContent(InstanceId instance, K id, String content) {
        update(instance, id, resource -> resource.save(content));
    }

    /**
     * Publishes new content, and replaces the draft with it.
     *
     * @throws ResourceNotFoundException if the instance has no such resource
     * @throws InvalidContactFlowException if the content is not a valid flow document
     * @throws InvalidParameterException if the content is not a valid view
     */
    @Transactional
    public void publishContent(InstanceId instance, K id, String content) {
        update(instance, id, resource -> {
            resource.save(content);
            publish(resource);
        });
    }

    /**
     * Publishes the draft of a resource that is not stored yet, or whose row is locked.
     *
     * @throws InvalidContactFlowException if the content is not a valid flow document
     * @throws InvalidParameterException if the content is not a valid view
     */
    void publish(T resource) {
        validate(resource);
        runDraft(resource);
    }

    /** Publishes the draft of a resource without checks. */
    void runDraft(T resource) {
        resource.run(publications.save(new Publication(new PublicationId(newId().value()), resource, now())));
    }

    /**
     * Returns the content that a reference names.
     *
     * @throws ContactFlowNotPublishedException if the resource has only a draft, which the reference does not name
     * @throws ResourceNotFoundException if the resource has no such version or alias
     */
    public VersionedContent content(T resource, Qualifier qualifier) {
        return switch (qualifier) {
            case Qualifier.Saved() ->
                new VersionedContent(resource.savedContent(), resource.settings(), ContactFlowStatus.SAVED, null);
            case Qualifier.Latest() -> published(requirePublication(resource), null);
            case Qualifier.Version(var number) -> version(requireVersion(resource, number));
            case Qualifier.Alias(var name) ->
                version(findAliased(resource, name)
                        .orElseThrow(() -> new ResourceNotFoundException(
                                "%s %s has no such alias".formatted(type().label(), resource.id()))));
        };
    }

    private VersionedContent version(ResourceVersion version) {
        return published(publication(version.publication()), version);
    }

    private static VersionedContent published(Publication publication, @Nullable ResourceVersion version) {
        return new VersionedContent(
                publication.content(), publication.settings(), ContactFlowStatus.PUBLISHED, version);
    }

    /** Finds the content that contacts use: a publication of an active resource. A draft cannot be used. */
    public Optional<Publication> findRunnable(InstanceId instance, K id, Qualifier qualifier) {
        return find(instance, id)
                .filter(VersionedResource::isActive)
                .flatMap(resource -> switch (qualifier) {
                    case Qualifier.Saved() -> Optional.<PublicationId>empty();
                    case Qualifier.Latest() -> Optional.ofNullable(resource.publication());
                    case Qualifier.Version(var number) ->
                        findVersion(resource, number).map(ResourceVersion::publication);
                    case Qualifier.Alias(var name) ->
                        findAliased(resource, name).map(ResourceVersion::publication);
                })
                .map(this::publication);
    }

    /**
     * Returns the newest publication of a resource.
     *
     * @throws ContactFlowNotPublishedException if the resource has only a draft
     */
    public Publication requirePublication(T resource) {
        var publication = resource.publication();
        if (publication == null) {
            throw new ContactFlowNotPublishedException(
                    "%s %s has not been published".formatted(type().label(), resource.id()));
        }
        return publication(publication);
    }

    /** Returns a publication, which never changes. */
    public Publication publication(PublicationId id) {
        return publications
                .findById(id)
                .orElseThrow(() -> new IllegalStateException("Publication %s does not exist".formatted(id)));
    }

    /**
     * Creates a version of the newest publication.
     *
     * @param sha256 the digest that the publication must have; null for any
     * @throws ResourceNotFoundException if the instance has no such resource
     * @throws ContactFlowNotPublishedException if the resource has only a draft
     * @throws InvalidRequestException if the publication has another digest
     */
    @Transactional
    public ResourceVersion createVersion(
            InstanceId instance, K id, @Nullable String description, @Nullable String sha256) {
        var resource = requireForUpdate(instance, id);
        var publication = requirePublication(resource);
        if (sha256 != null && !sha256.equalsIgnoreCase(ContentDigest.of(publication.content()))) {
            throw new InvalidRequestException(
                    "The published content of %s %s has another SHA-256".formatted(type().label(), id));
        }
        return current(resource, publication)
                .orElseGet(() -> versions.save(
                        new ResourceVersion(resource, resource.nextVersion(), description, publication.id())));
    }

    /** Finds a version that stands for a new one, because nothing has changed since. */
    Optional<ResourceVersion> current(T resource, Publication publication) {
        return Optional.empty();
    }

    /** Finds a version of a resource. */
    Optional<ResourceVersion> findVersion(T resource, int number) {
        return versions.findById(new ResourceVersion.Id(resource.id().value(), number));
    }

    /**
     * Returns a page of versions, the newest first.
     *
     * @param before the number after which the page begins; {@link Integer#MAX_VALUE} for the first page
     * @throws ResourceNotFoundException if the instance has no such resource
     */
    public List<ResourceVersion> versions(InstanceId instance, K id, int before, int size) {
        require(instance, id);
        return versions.page(id.value(), before, Limit.of(size));
    }

    /**
     * Deletes a version. Contacts that run it continue.
     *
     * @throws ResourceNotFoundException if the instance has no such resource, or the resource no such version
     * @throws ResourceInUseException if an alias names the version
     */
    @Transactional
    public void deleteVersion(InstanceId instance, K id, int number) {
        var resource = requireForUpdate(instance, id);
        requireVersion(resource, number);
        requireUnaliased(resource, number);
        versions.remove(new ResourceVersion.Id(id.value(), number));
    }

    /** Refuses the deletion of a version that an alias names. */
    void requireUnaliased(T resource, int number) {}

    /** Deletes a resource with its versions. */
    @Override
    @Transactional
    public void delete(InstanceId instance, K id) {
        super.delete(instance, id);
        versions.removeAll(id.value());
    }

    ResourceVersion requireVersion(T resource, int number) {
        return findVersion(resource, number)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "%s %s has no version %d".formatted(type().label(), resource.id(), number)));
    }
}
