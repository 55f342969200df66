package io.recontact.directory;

import io.recontact.language.FlowDocument;
import io.recontact.wire.ContactFlowNotPublishedException;
import io.recontact.wire.DuplicateResourceException;
import io.recontact.wire.Ids;
import io.recontact.wire.InstanceId;
import io.recontact.wire.InvalidContactFlowException;
import io.recontact.wire.InvalidRequestException;
import io.recontact.wire.ResourceNotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes flows, and tells which of them a chat may start with. */
@Service
public class Flows {

    private final FlowRepository repository;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Flows(FlowRepository repository, JdbcClient jdbc, Ids ids, Clock clock) {
        this.repository = repository;
        this.jdbc = jdbc;
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
    public ContactFlow create(InstanceId instance, NewFlow wanted) {
        if (wanted.status() == FlowStatus.PUBLISHED) {
            FlowDocument.parse(wanted.content());
        }
        try {
            return repository.saveAndFlush(new ContactFlow(ids.next(), instance, wanted, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            // The unique constraint decides, since two requests could both look first and find the name free.
            if (!String.valueOf(e.getMessage()).contains("contact_flow_name")) {
                throw e;
            }
            throw new DuplicateResourceException("Instance %s has a flow of that name".formatted(instance));
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void createDefault(InstanceId instance, UUID id) {
        var wanted = new NewFlow(
                "Default flow",
                FlowType.CONTACT_FLOW,
                "Keeps the chat open until its participants end it or its duration is over",
                DefaultFlow.CONTENT,
                FlowStatus.PUBLISHED,
                Map.of());
        repository.saveAndFlush(new ContactFlow(id, instance, wanted, clock.instant()));
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
     * The flow, with content that runs.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     * @throws ContactFlowNotPublishedException if it has only a draft
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ContactFlow requirePublished(InstanceId instance, ContactFlowId id) {
        var flow = require(instance, id);
        if (flow.status() == FlowStatus.SAVED) {
            throw new ContactFlowNotPublishedException("Flow %s has not been published".formatted(id));
        }
        return flow;
    }

    /** The oldest published flow that chats can start with. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ContactFlow> findFirst(InstanceId instance) {
        return repository.findFirstByInstanceIdAndTypeAndPublishedContentIsNotNullOrderById(
                instance.value(), FlowType.CONTACT_FLOW);
    }

    /** A page of an instance's flows of some types, in the order of their ids. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<FlowSummary> page(InstanceId instance, Set<FlowType> types, @Nullable UUID after, int size) {
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
     * Replaces what runs, and the draft with it.
     *
     * @throws ResourceNotFoundException if the instance has no such flow
     * @throws InvalidContactFlowException if the content is not a valid document
     */
    @Transactional
    public void publishContent(InstanceId instance, ContactFlowId id, String content) {
        var flow = requireForUpdate(instance, id);
        FlowDocument.parse(content);
        flow.publish(content, clock.instant());
    }

    /**
     * Checks that a chat may start with a flow. Every start asks this, so it is one read without the flow's content.
     *
     * @throws ResourceNotFoundException if there is no such instance, or no such flow in it
     * @throws InvalidRequestException if the flow is not published, is archived, or is not for starting contacts
     */
    public void requireStartable(InstanceId instance, ContactFlowId id) {
        record Row(@Nullable String type, boolean active, boolean published) {}
        var row = jdbc.sql("""
                        select flow.type, flow.state = 'ACTIVE' as active, flow.published_content is not null as published
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
        if (!row.active() || !row.type().equals(FlowType.CONTACT_FLOW.name())) {
            throw new InvalidRequestException("Flow %s is archived, or not of type CONTACT_FLOW".formatted(id));
        }
    }

    private ContactFlow requireForUpdate(InstanceId instance, ContactFlowId id) {
        return repository.findForUpdate(id.value(), instance.value()).orElseThrow(() -> absent(instance, id));
    }

    private static ResourceNotFoundException absent(InstanceId instance, ContactFlowId id) {
        return new ResourceNotFoundException("Flow %s does not exist in instance %s".formatted(id, instance));
    }
}
