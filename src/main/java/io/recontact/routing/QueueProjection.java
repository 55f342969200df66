package io.recontact.routing;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.ParticipantLeft;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactPaused;
import io.recontact.contact.ContactQueued;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.ContactsEnded;
import io.recontact.contact.RoutingData;
import io.recontact.contact.RoutingDataUpdated;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps queues and what agents hold in step with what happens to contacts, in the same transaction. Whoever touches the
 * rows of a contact here holds the lock of its session or of the contact; after that, all of this module lock
 * {@code agent} before {@code agent_contact} before {@code queued_contact}.
 */
@Component
class QueueProjection {

    private final JdbcClient jdbc;
    private final ContactLifecycle lifecycle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    QueueProjection(JdbcClient jdbc, ContactLifecycle lifecycle, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.lifecycle = lifecycle;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void queued(ContactQueued queued) {
        var segment = queued.segment();
        var priority = segment.queuePriority();
        jdbc.sql("""
                        insert into queued_contact (
                            contact_id, instance_id, queue_id, channel, priority, enqueued_at, waiting_since)
                        values (:contact, :instance, :queue, :channel, :priority, :at, :waiting_since)
                        """)
                .param("contact", segment.contact().value())
                .param("instance", segment.instance().value())
                .param("queue", queued.queue())
                .param("channel", segment.channel().name())
                .param("priority", priority == null ? RoutingData.DEFAULT_PRIORITY : priority)
                .param("at", queued.at().atOffset(ZoneOffset.UTC))
                .param(
                        "waiting_since",
                        adjusted(queued.at(), segment.queueTimeAdjustmentSeconds())
                                .atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new ContactAvailable(segment.contact().value()));
    }

    @EventListener
    void moved(RoutingDataUpdated changed) {
        var change = changed.change();
        var enqueuedAt = changed.segment().enqueuedAt();
        if (enqueuedAt == null) {
            return; // it is yet to be queued
        }
        var priority = change.queuePriority();
        jdbc.sql("""
                        update queued_contact
                        set priority = :priority, waiting_since = :waiting_since
                        where contact_id = :contact
                        """)
                .param("contact", changed.segment().contact().value())
                .param("priority", priority == null ? RoutingData.DEFAULT_PRIORITY : priority)
                .param(
                        "waiting_since",
                        adjusted(enqueuedAt, change.queueTimeAdjustmentSeconds())
                                .atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Nobody waits any more with what has ended; whoever has accepted it has after-contact work. */
    @EventListener
    void ended(ContactsEnded ended) {
        var now = clock.instant();
        var over = jdbc.sql("""
                        with held as (
                            select agent_id, contact_id, state
                            from agent_contact
                            where contact_id = any (:contacts)
                              and state in ('CONNECTING', 'CONNECTED', 'PAUSED', 'REJECTED')
                            order by agent_id, contact_id
                            for no key update
                        ), dequeued as (
                            delete from queued_contact
                            where contact_id = any (:contacts) and (select count(*) from held) >= 0 -- locks those first
                        )
                        update agent_contact
                        set state = 'ENDED', state_since = :now,
                            due_at = cast(:now as timestamptz)
                                + nullif(after_contact_work_limit(agent_contact.agent_id, agent_contact.channel), 0) * interval '1 second'
                        from held
                        where held.state in ('CONNECTED', 'PAUSED') and agent_contact.agent_id = held.agent_id
                          and agent_contact.contact_id = held.contact_id
                        returning agent_contact.contact_id
                        """)
                .param("contacts", ended.ids())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
        if (!over.isEmpty()) {
            lifecycle.beginAfterContactWork(over.toArray(UUID[]::new), now);
        }
        withdrawOffers(ended.ids());
    }

    /** A paused task waits for nobody, and its agent has a place for another. */
    @EventListener
    void paused(ContactPaused paused) {
        var contact = paused.segment().contact().value();
        var agents = jdbc.sql("""
                        with held as (
                            select agent_id, contact_id, state
                            from agent_contact
                            where contact_id = :contact and state in ('CONNECTING', 'CONNECTED', 'REJECTED')
                            order by agent_id
                            for no key update
                        ), dequeued as (
                            delete from queued_contact
                            where contact_id = :contact and (select count(*) from held) >= 0 -- locks those first
                        )
                        update agent_contact
                        set state = 'PAUSED', state_since = :now
                        from held
                        where held.state = 'CONNECTED' and agent_contact.agent_id = held.agent_id
                          and agent_contact.contact_id = held.contact_id
                        returning agent_contact.agent_id
                        """)
                .param("contact", contact)
                .param("now", paused.at().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
        agents.forEach(agent -> events.publishEvent(new AgentAvailable(agent)));
        withdrawOffers(contact);
    }

    /** Its agent has it again, whatever else it has taken meanwhile. */
    @EventListener
    void resumed(ContactResumed resumed) {
        jdbc.sql("""
                        update agent_contact
                        set state = 'CONNECTED', state_since = :now
                        where contact_id = :contact and state = 'PAUSED'
                        """)
                .param("contact", resumed.segment().contact().value())
                .param("now", resumed.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void withdrawOffers(UUID... contacts) {
        // A statement of its own: an offer that was being made meanwhile has held up the one before, and is seen now.
        // From here on nothing is offered, since nothing is queued.
        jdbc.sql("""
                        delete from agent_contact
                        where contact_id = any (:contacts) and state in ('CONNECTING', 'REJECTED')
                        returning agent_id
                        """)
                .param("contacts", contacts)
                .query((row, _) -> row.getObject("agent_id", UUID.class))
                .list()
                .forEach(agent -> events.publishEvent(new AgentAvailable(agent)));
    }

    /**
     * An agent who leaves others behind is done with the contact; one who leaves last ends it, which is heard above.
     */
    @EventListener
    void left(ParticipantLeft participant) {
        if (participant.role() == ParticipantRole.AGENT && participant.remaining() > 0) {
            var now = clock.instant();
            var over = jdbc.sql("""
                            update agent_contact
                            set state = 'ENDED', state_since = :now,
                                due_at = cast(:now as timestamptz)
                                    + nullif(after_contact_work_limit(agent_contact.agent_id, agent_contact.channel), 0) * interval '1 second'
                            where contact_id = :contact and participant_id = :participant and state = 'CONNECTED'
                            returning contact_id
                            """)
                    .param("contact", participant.contact().value())
                    .param("participant", participant.participant().value())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query(UUID.class)
                    .list();
            lifecycle.beginAfterContactWork(over.toArray(UUID[]::new), now);
        }
    }

    private static Instant adjusted(Instant enqueuedAt, @Nullable Integer adjustmentSeconds) {
        return adjustmentSeconds == null ? enqueuedAt : enqueuedAt.minusSeconds(adjustmentSeconds);
    }
}
