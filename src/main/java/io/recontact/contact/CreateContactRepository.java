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
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.retention.RetentionPolicy;
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
 * Writes contacts that have no conversation, all of one in one transaction, and lets their flows begin when they are
 * due.
 */
@Component
class CreateContactRepository {

    /** "12 task contacts can be created that share the same PreviousContactId." */
    private static final int MAX_TASKS_AFTER_ONE = 12;

    /** Where a new contact belongs: its chain, its tree, and the attributes that it begins with. */
    private record Place(SessionId session, UUID association, UserDefinedAttributes attributes) {}

    private final JdbcClient jdbc;
    private final ContactRepository repository;
    private final ContactViewRepository descriptions;
    private final ClientTokenService tokens;
    private final RetentionPolicy retention;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CreateContactRepository(
            JdbcClient jdbc,
            ContactRepository repository,
            ContactViewRepository descriptions,
            ClientTokenService tokens,
            RetentionPolicy retention,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.descriptions = descriptions;
        this.tokens = tokens;
        this.retention = retention;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes a contact; false if the token has been used, and then nothing has changed.
     *
     * @throws ResourceNotFoundException if the instance or a contact that is named does not exist
     * @throws ServiceQuotaExceededException if as many tasks follow the previous contact as may
     */
    @Transactional
    public boolean write(NewContact record, ContactId id, ClientTokenClaim claim) {
        var now = clock.instant();
        // Locks the chain, before anything else as everywhere.
        var chain = record.previous() == null ? null : lockChain(record.instance(), record.previous(), now);
        requireOpen(record.instance());
        if (!tokens.claim(claim, AnswerIds.of(id.value()))) {
            return false;
        }
        var place = chain == null ? placeOf(record, id, now) : join(chain, record, now);
        insert(record, id, place, now);
        if (record.flow() != null) {
            events.publishEvent(new FlowRequested(
                    record.instance(),
                    place.session(),
                    id,
                    record.flow().value(),
                    FlowTrigger.STARTED,
                    record.scheduledAt() == null ? now : record.scheduledAt()));
        }
        return true;
    }

    /** What the first contact of a chain is, whose attributes all of it shares. */
    private record Chain(Contact first, UUID association) {}

    private Chain lockChain(InstanceId instance, ContactId previous, Instant now) {
        var contact = require(instance, previous, now);
        var first = repository.findLocked(contact.session().value()).orElseThrow(() -> absent(instance, previous));
        return new Chain(first, contact.associationId());
    }

    private Place join(Chain chain, NewContact record, Instant now) {
        var session = chain.first().session();
        if (record.channel() == Channel.TASK && tasksAfter(session, record.previous()) >= MAX_TASKS_AFTER_ONE) {
            throw new ServiceQuotaExceededException("Contact %s is followed by %d tasks, as many as may be"
                    .formatted(record.previous(), MAX_TASKS_AFTER_ONE));
        }
        if (!record.attributes().entries().isEmpty()) {
            chain.first().overlay(record.attributes(), now);
        }
        return new Place(session, chain.association(), UserDefinedAttributes.NONE);
    }

    private Place placeOf(NewContact record, ContactId id, Instant now) {
        if (record.related() == null) {
            return new Place(new SessionId(id.value()), id.value(), record.attributes());
        }
        var related = require(record.instance(), record.related(), now);
        return new Place(
                new SessionId(id.value()),
                related.associationId(),
                new UserDefinedAttributes(related.attributes()).overlaidBy(record.attributes()));
    }

    private ContactView require(InstanceId instance, ContactId id, Instant now) {
        return descriptions.find(instance, id, retention.windowAt(now)).orElseThrow(() -> absent(instance, id));
    }

    private long tasksAfter(SessionId session, @Nullable ContactId previous) {
        return jdbc.sql("""
                        select count(*)
                        from contact
                        where initial_contact_id = :session and previous_contact_id = :previous and channel = 'TASK'
                        """)
                .param("session", session.value())
                .param("previous", previous == null ? null : previous.value())
                .query(Long.class)
                .single();
    }

    /**
     * Keeps a row of the instance's slots from being removed until this contact is there to be removed as well; chats
     * take and return slots meanwhile.
     */
    private void requireOpen(InstanceId instance) {
        var slot = jdbc.sql("select slot from chat_slot where instance_id = :instance and slot = 0 for key share")
                .param("instance", instance.value())
                .query(Integer.class)
                .optional();
        if (slot.isEmpty()) {
            throw new ResourceNotFoundException("Instance %s does not exist".formatted(instance));
        }
    }

    private void insert(NewContact record, ContactId id, Place place, Instant now) {
        jdbc.sql("""
                        insert into contact (
                            id, instance_id, initial_contact_id, previous_contact_id, related_contact_id,
                            association_id, channel, initiation_method, contact_flow_id, name, description, attributes,
                            segment_attributes, contact_references, initiated_at, last_updated_at, scheduled_at,
                            expires_at)
                        values (
                            :id, :instance, :session, cast(:previous as uuid), cast(:related as uuid),
                            :association, :channel, :method, cast(:flow as uuid), cast(:name as text),
                            cast(:description as text), cast(:attributes as jsonb),
                            cast(:segment_attributes as jsonb), cast(:references as jsonb), :now, :now,
                            cast(:scheduled_at as timestamptz), :expires_at)
                        """)
                .param("id", id.value())
                .param("instance", record.instance().value())
                .param("session", place.session().value())
                .param(
                        "previous",
                        record.previous() == null ? null : record.previous().value())
                .param(
                        "related",
                        record.related() == null ? null : record.related().value())
                .param("association", place.association())
                .param("channel", record.channel().name())
                .param("method", record.method().name())
                .param("flow", record.flow() == null ? null : record.flow().value())
                .param("name", record.name())
                .param("description", record.description())
                .param("attributes", json.writeValueAsString(place.attributes().entries()))
                .param("segment_attributes", json.writeValueAsString(record.segmentAttributes()))
                .param("references", json.writeValueAsString(record.references()))
                .param("now", now)
                .param(
                        "scheduled_at",
                        record.scheduledAt() == null
                                ? null
                                : record.scheduledAt().toString())
                .param("expires_at", record.expiry(now))
                .update();
    }

    private static ResourceNotFoundException absent(InstanceId instance, ContactId id) {
        return new ResourceNotFoundException("Contact %s does not exist in instance %s".formatted(id, instance));
    }
}
