package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.SessionId;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inserts tasks and other contacts without a conversation, and requests their flows, in one transaction. The insert is
 * plain JDBC: it fills a page, and shares its column list with the other statements of {@link ContactRowSql}.
 */
@Component
class CreateContactRepository {

    /** "12 task contacts can be created that share the same PreviousContactId." */
    private static final int MAX_TASKS_AFTER_ONE = 12;

    private static final String CREATE = """
            with new_contact as (
                select :id as id, :instance as instance_id, :session as initial_contact_id,
                       cast(:previous as uuid) as previous_contact_id, cast(:related as uuid) as related_contact_id,
                       :association as association_id, cast(null as text) as rehydration, :channel as channel,
                       :method as initiation_method, cast(:flow as uuid) as contact_flow_id,
                       cast(:name as text) as name, cast(:description as text) as description,
                       cast(null as text) as customer_id, cast(:attributes as jsonb) as attributes,
                       cast(:segment_attributes as jsonb) as segment_attributes,
                       cast(:references as jsonb) as contact_references,
                       cast(:scheduled_at as timestamptz) as scheduled_at, :now as initiated_at,
                       cast(null as timestamptz) as connected_to_system_at, cast(null as timestamptz) as connect_by,
                       :expires_at as expires_at, :now as last_updated_at, 1 as first_sequence
            )
            %s""".formatted(ContactRowSql.INSERT);

    /** The chain and the tree of a new contact, and the attributes that it begins with. */
    private record Place(SessionId session, UUID association, UserDefinedAttributes attributes) {}

    /**
     * The beginning of a new contact.
     *
     * @param target the queue that the flow transfers to unless it sets another one
     */
    record Start(ContactFlowId flow, @Nullable UUID target) {}

    private final JdbcClient jdbc;
    private final ContactRepository repository;
    private final ContactStarts starts;
    private final ContactService contacts;
    private final ClientTokenService tokens;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CreateContactRepository(
            JdbcClient jdbc,
            ContactRepository repository,
            ContactStarts starts,
            ContactService contacts,
            ClientTokenService tokens,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.starts = starts;
        this.contacts = contacts;
        this.tokens = tokens;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Inserts a contact. Returns false and changes nothing if the token has been used.
     *
     * @param start the flow that it begins with; null for none
     * @throws ResourceNotFoundException if the instance, the previous or the related contact does not exist
     * @throws ServiceQuotaExceededException if the previous contact has its quota of following tasks
     */
    @Transactional
    public boolean insert(NewContact contact, @Nullable Start start, ContactId id, ClientTokenClaim claim) {
        var now = clock.instant();
        // Locks the chain first, as every operation on a session does.
        var chain = contact.previous() == null ? null : lockChain(contact.instance(), contact.previous());
        starts.requireOpen(contact.instance());
        if (!tokens.claim(claim, AnswerIds.of(id.value()))) {
            return false;
        }
        var place = chain == null ? placeOf(contact, id) : join(chain, contact, now);
        insert(contact, start, id, place, now);
        if (start != null) {
            events.publishEvent(new FlowRequested(
                    contact.instance(),
                    place.session(),
                    id,
                    start.flow(),
                    FlowTrigger.STARTED,
                    contact.scheduledAt() == null ? now : contact.scheduledAt(),
                    start.target() == null ? null : new FlowRequested.Target(id.value(), start.target())));
        }
        return true;
    }

    /** The first contact of a chain, which has the attributes of all its contacts, and what a new contact follows. */
    private record Chain(Contact first, ContactId previous, UUID association) {}

    private Chain lockChain(InstanceId instance, ContactId previous) {
        var contact = contacts.read(instance, previous);
        var first =
                repository.findLocked(contact.session().initialContact()).orElseThrow(() -> absent(instance, previous));
        return new Chain(first, previous, contact.associationId());
    }

    private Place join(Chain chain, NewContact contact, Instant now) {
        var session = chain.first().session();
        if (contact.channel() == Channel.TASK
                && repository.countTasksAfter(session.value(), chain.previous().value()) >= MAX_TASKS_AFTER_ONE) {
            throw new ServiceQuotaExceededException(
                    "Contact %s is followed by %d tasks, the maximum".formatted(chain.previous(), MAX_TASKS_AFTER_ONE));
        }
        if (!contact.attributes().entries().isEmpty()) {
            chain.first().overlay(contact.attributes(), now);
        }
        return new Place(session, chain.association(), UserDefinedAttributes.NONE);
    }

    private Place placeOf(NewContact contact, ContactId id) {
        if (contact.related() == null) {
            return new Place(new SessionId(id.value()), id.value(), contact.attributes());
        }
        var related = contacts.read(contact.instance(), contact.related());
        return new Place(
                new SessionId(id.value()),
                related.associationId(),
                new UserDefinedAttributes(related.attributes()).overlaidBy(contact.attributes()));
    }

    private void insert(NewContact contact, @Nullable Start start, ContactId id, Place place, Instant now) {
        jdbc.sql(CREATE)
                .param("id", id.value())
                .param("instance", contact.instance().value())
                .param("session", place.session().value())
                .param(
                        "previous",
                        contact.previous() == null ? null : contact.previous().value())
                .param(
                        "related",
                        contact.related() == null ? null : contact.related().value())
                .param("association", place.association())
                .param("channel", contact.channel().name())
                .param("method", contact.method().name())
                .param("flow", start == null ? null : start.flow().value())
                .param("name", contact.name())
                .param("description", contact.description())
                .param("attributes", json.writeValueAsString(place.attributes().entries()))
                .param("segment_attributes", json.writeValueAsString(contact.segmentAttributes()))
                .param("references", json.writeValueAsString(contact.references()))
                .param("now", now)
                .param("scheduled_at", contact.scheduledAt())
                .param("expires_at", contact.expiry(now))
                .update();
    }

    private static ResourceNotFoundException absent(InstanceId instance, ContactId id) {
        return new ResourceNotFoundException("Contact %s does not exist in instance %s".formatted(id, instance));
    }
}
