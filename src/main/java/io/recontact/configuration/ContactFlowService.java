package io.recontact.configuration;

import io.recontact.api.ContactFlowNotPublishedException;
import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, changes and deletes flows, and tells which of them a chat may start with and what they run. */
@Service
public class ContactFlowService {

    private final ContactFlowRepository repository;
    private final FlowPublicationRepository publications;
    private final JdbcClient jdbc;
    private final ContactFlowContentValidator validator;
    private final UniqueNames names;
    private final UuidV7Generator ids;
    private final Clock clock;

    ContactFlowService(
            ContactFlowRepository repository,
            FlowPublicationRepository publications,
            JdbcClient jdbc,
            ContactFlowContentValidator validator,
            UniqueNames names,
            UuidV7Generator ids,
            Clock clock) {
        this.repository = repository;
        this.publications = publications;
        this.jdbc = jdbc;
        this.validator = validator;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a flow.
     *
     * @throws DuplicateResourceException if the instance has a flow of that name
     * @throws InvalidContactFlowException if it is to be published and its content is not a valid document
     */
    @Transactional
    public ContactFlow create(InstanceId instance, NewContactFlow wanted) {
        var id = ids.next();
        if (wanted.status() == ContactFlowStatus.PUBLISHED) {
            validator.validate(id, wanted.content());
        }
        return create(id, instance, wanted);
    }

    /** Creates one of the flows that an instance begins with. */
    @Transactional(propagation = Propagation.MANDATORY)
    void createWithId(ContactFlowId id, InstanceId instance, NewContactFlow wanted) {
        create(id.value(), instance, wanted);
    }

    /**
     * The flow.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ContactFlow require(InstanceId instance, ContactFlowId id) {
        return repository.findByIdAndInstanceId(id.value(), instance.value()).orElseThrow(() -> absent(instance, id));
    }

    /**
     * What runs of a flow.
     *
     * @throws ContactFlowNotPublishedException if it has only a draft
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public FlowPublication requirePublication(ContactFlow flow) {
        var publication = flow.publicationId();
        if (publication == null) {
            throw new ContactFlowNotPublishedException("Flow %s has not been published".formatted(flow.id()));
        }
        return publication(publication);
    }

    /** The oldest published flow that chats can start with. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ContactFlow> findFirst(InstanceId instance) {
        return repository.findFirstByInstanceIdAndTypeAndPublicationIdIsNotNullOrderById(
                instance.value(), ContactFlowType.CONTACT_FLOW);
    }

    /** A page of an instance's flows of some types, in the order of their ids. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<FlowSummary> page(InstanceId instance, Set<ContactFlowType> types, @Nullable UUID after, int size) {
        return repository.page(instance.value(), types, after, Limit.of(size));
    }

    /**
     * Replaces the draft.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     */
    @Transactional
    public void saveContent(InstanceId instance, ContactFlowId id, String content) {
        requireForUpdate(instance, id).save(content, clock.instant());
    }

    /**
     * Changes what is said of a flow, or whether contacts may start with it.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     * @throws DuplicateResourceException if the instance has another flow of that name
     */
    @Transactional
    public void change(InstanceId instance, ContactFlowId id, ContactFlowMetadata change) {
        var flow = requireForUpdate(instance, id);
        flow.change(change, clock.instant());
        saveAndFlush(flow);
    }

    /**
     * Deletes a flow. Nothing starts with it any more; what runs goes on, as its publication stays.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     */
    @Transactional
    public void delete(InstanceId instance, ContactFlowId id) {
        repository.delete(requireForUpdate(instance, id));
    }

    /**
     * Replaces what runs, and the draft with it.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     * @throws InvalidContactFlowException if the content is not a valid document
     */
    @Transactional
    public void publishContent(InstanceId instance, ContactFlowId id, String content) {
        var flow = requireForUpdate(instance, id);
        validator.validate(id.value(), content);
        flow.save(content, clock.instant());
        flow.run(publish(flow));
    }

    /** What a contact runs that is given a flow now: that of an active flow that has been published. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<FlowPublication> findRunnable(InstanceId instance, ContactFlowId id) {
        return publications.findRunnable(instance, id);
    }

    /** A publication that the caller has the id of. It never changes. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public FlowPublication publication(UUID id) {
        return publications
                .find(id)
                .orElseThrow(() -> new IllegalStateException("Publication %s is gone".formatted(id)));
    }

    /**
     * Checks that a chat may start with a flow. Every start asks this, so it is one read without the flow's content.
     *
     * @throws ResourceNotFoundException if there is no such instance, or no such flow in it
     * @throws InvalidRequestException if the flow is not published, is archived, or is not for starting contacts
     */
    public void requireStartable(InstanceId instance, ContactFlowId id) {
        requireRunnable(instance, id, Set.of(ContactFlowType.CONTACT_FLOW));
    }

    /**
     * Checks that a contact may run a flow, which is of one of some types.
     *
     * @throws ResourceNotFoundException if there is no such instance, or no such flow in it
     * @throws InvalidRequestException if the flow is not published, is archived, or is of another type
     */
    public void requireRunnable(InstanceId instance, ContactFlowId id, Set<ContactFlowType> types) {
        record Row(@Nullable String type, boolean active, boolean published) {}
        var row = jdbc.sql("""
                        select flow.type, flow.state = 'ACTIVE' as active, flow.publication_id is not null as published
                        from instance left join contact_flow flow on flow.instance_id = instance.id and flow.id = :flow
                        where instance.id = :instance and instance.deleted_at is null
                        """)
                .param("instance", instance.value())
                .param("flow", id.value())
                .query((columns, _) -> new Row(
                        columns.getString("type"), columns.getBoolean("active"), columns.getBoolean("published")))
                .optional()
                .orElseThrow(() -> new ResourceNotFoundException("Instance %s does not exist".formatted(instance)));
        if (row.type() == null) {
            throw absent(instance, id);
        }
        if (!row.published()) {
            throw new InvalidRequestException("Flow %s has not been published".formatted(id));
        }
        if (!row.active() || !types.contains(ContactFlowType.valueOf(row.type()))) {
            throw new InvalidRequestException("Flow %s is archived, or not of type %s"
                    .formatted(
                            id,
                            types.stream().map(ContactFlowType::name).sorted().collect(Collectors.joining(" or "))));
        }
    }

    private ContactFlow create(UUID id, InstanceId instance, NewContactFlow wanted) {
        var flow = new ContactFlow(id, instance, wanted, clock.instant());
        if (wanted.status() == ContactFlowStatus.PUBLISHED) {
            flow.run(publish(flow));
        }
        return saveAndFlush(flow);
    }

    private FlowPublication publish(ContactFlow flow) {
        var publication = new FlowPublication(ids.next(), flow.id(), flow.type(), flow.name(), flow.savedContent());
        publications.add(flow.instance(), publication, clock.instant());
        return publication;
    }

    private ContactFlow saveAndFlush(ContactFlow flow) {
        names.require(UniqueNames.Kind.FLOW, flow.instance(), flow.id().value(), flow.name());
        return repository.saveAndFlush(flow);
    }

    private ContactFlow requireForUpdate(InstanceId instance, ContactFlowId id) {
        return repository.findForUpdate(id.value(), instance.value()).orElseThrow(() -> absent(instance, id));
    }

    private static ResourceNotFoundException absent(InstanceId instance, ContactFlowId id) {
        return new ResourceNotFoundException("Flow %s does not exist in instance %s".formatted(id, instance));
    }
}
