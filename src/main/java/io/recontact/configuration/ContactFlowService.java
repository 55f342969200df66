package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, changes and deletes flows. Knows which flows contacts may run, and their content. */
@Service
public class ContactFlowService extends VersionedResourceService<ContactFlow, ContactFlowId> {

    private final ContactFlowRepository repository;
    private final PublicationRepository publications;
    private final FlowAvailabilityRepository availability;
    private final ContactFlowContentValidator validator;

    ContactFlowService(
            ContactFlowRepository repository,
            FlowAvailabilityRepository availability,
            ContactFlowContentValidator validator,
            VersionSupport versioning,
            ResourceSupport support) {
        super(ResourceType.CONTACT_FLOW, ContactFlowId::new, repository, versioning, support);
        this.repository = repository;
        this.publications = versioning.publications();
        this.availability = availability;
        this.validator = validator;
    }

    /**
     * Creates a flow.
     *
     * @throws DuplicateResourceException if the instance has a flow of that name
     * @throws InvalidContactFlowException if the request publishes the flow and its content is not a valid flow
     *     document
     */
    @Transactional
    public ContactFlow create(InstanceId instance, NewContactFlow wanted) {
        var flow = new ContactFlow(newId(), instance, wanted, now());
        if (wanted.status() == ContactFlowStatus.PUBLISHED) {
            publish(flow);
        }
        return insert(flow);
    }

    /** Creates one of the default flows of a new instance, whose content needs no check. */
    @Transactional(propagation = Propagation.MANDATORY)
    void createWithId(ContactFlowId id, InstanceId instance, NewContactFlow wanted) {
        var flow = new ContactFlow(id, instance, wanted, now());
        runDraft(flow);
        insert(flow);
    }

    /** Finds the oldest published flow that chats can start with. */
    public Optional<ContactFlow> findFirst(InstanceId instance) {
        return repository.findFirstByInstanceAndTypeAndPublicationIsNotNullOrderById(
                instance, ContactFlowType.CONTACT_FLOW);
    }

    /** Finds a flow by its name. */
    Optional<ContactFlow> findByName(InstanceId instance, String name) {
        return repository.findByInstanceAndName(instance, name);
    }

    /**
     * Returns a page of the flows of some types, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<FlowSummary> page(InstanceId instance, Set<ContactFlowType> types, @Nullable UUID after, int size) {
        return repository.page(instance, types, after, Limit.of(size));
    }

    /**
     * Changes the name, description or state of a flow.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     * @throws DuplicateResourceException if the instance has another flow of that name
     */
    @Transactional
    public void change(InstanceId instance, ContactFlowId id, ContactFlowMetadata change) {
        update(instance, id, change.name(), flow -> flow.change(change));
    }

    /** Finds the content that contacts run: the newest publication of an active flow. */
    public Optional<Publication> findRunnable(InstanceId instance, ContactFlowId id) {
        return publications.findRunnable(instance, id);
    }

    /**
     * Checks that a chat may start with a flow. Every start calls this, so it is one read without the content.
     *
     * @throws ResourceNotFoundException if the instance does not exist or has no such flow
     * @throws InvalidRequestException if the flow is not published, is archived, or is not of the type CONTACT_FLOW
     */
    public void requireStartable(InstanceId instance, ContactFlowId id) {
        requireRunnable(instance, id, Set.of(ContactFlowType.CONTACT_FLOW));
    }

    /**
     * Checks that a contact may run a flow.
     *
     * @param types the types that the flow may have
     * @throws ResourceNotFoundException if the instance does not exist or has no such flow
     * @throws InvalidRequestException if the flow is not published, is archived, or has another type
     */
    public void requireRunnable(InstanceId instance, ContactFlowId id, Set<ContactFlowType> types) {
        var flow = availability
                .find(instance, id)
                .orElseThrow(() -> new ResourceNotFoundException("Instance %s does not exist".formatted(instance)));
        if (flow.type() == null) {
            throw new ResourceNotFoundException("Flow %s does not exist in instance %s".formatted(id, instance));
        }
        if (!flow.published()) {
            throw new InvalidRequestException("Flow %s has not been published".formatted(id));
        }
        if (!flow.active() || !types.contains(flow.type())) {
            throw new InvalidRequestException("Flow %s is archived, or not of type %s"
                    .formatted(
                            id,
                            types.stream().map(ContactFlowType::name).sorted().collect(Collectors.joining(" or "))));
        }
    }

    @Override
    void validate(ContactFlow flow) {
        validator.validate(flow.id(), flow.savedContent());
    }
}
