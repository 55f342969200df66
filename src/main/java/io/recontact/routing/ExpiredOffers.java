package io.recontact.routing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Offers that were not answered in time, and after-contact work that has taken as long as it may. */
@Repository
class ExpiredOffers {

    /** A contact of an agent. */
    record Held(UUID agent, UUID contact) {}

    private final JdbcClient jdbc;
    private final RoutingMetrics metrics;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExpiredOffers(JdbcClient jdbc, RoutingMetrics metrics, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes back at most {@code most} offers that were not answered, and tells how many. The contacts wait again; their
     * agents are asked nothing more until they have cleared them.
     */
    @Transactional
    public int takeBack(int most) {
        var missed = jdbc.sql("""
                        with overdue as (
                            select agent_id, contact_id
                            from agent_contact
                            where due_at <= :now and state = 'CONNECTING'
                            order by due_at
                            limit :most
                            for no key update skip locked
                        )
                        update agent_contact
                        set state = 'MISSED', state_since = due_at, due_at = null
                        from overdue
                        where agent_contact.agent_id = overdue.agent_id
                          and agent_contact.contact_id = overdue.contact_id
                        returning agent_contact.agent_id, agent_contact.contact_id
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) ->
                        new Held(row.getObject("agent_id", UUID.class), row.getObject("contact_id", UUID.class)))
                .list();
        if (!missed.isEmpty()) {
            jdbc.sql("update queued_contact set offered = false where contact_id = any (:contacts)")
                    .param("contacts", missed.stream().map(Held::contact).toArray(UUID[]::new))
                    .update();
        }
        for (var offer : missed) {
            metrics.missed();
            events.publishEvent(new ContactAvailable(offer.contact()));
            events.publishEvent(new AgentAvailable(offer.agent()));
        }
        return missed.size();
    }

    /** After-contact work that counts as done. */
    List<Held> workDone(int most) {
        return jdbc.sql("""
                        select agent_id as agent, contact_id as contact
                        from agent_contact
                        where due_at <= :now and state = 'ENDED'
                        order by due_at
                        limit :most
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new Held(row.getObject("agent", UUID.class), row.getObject("contact", UUID.class)))
                .list();
    }
}
