package io.recontact.routing;

import io.recontact.configuration.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides who is asked to take which contact. The rules are those of the Administrator Guide, "How routing works":
 * queues by their priority in the agent's routing profile, contacts of a queue by their priority and then by how long
 * they have waited, agents by how long they have been idle.
 *
 * <p>A decision is made for one agent, whose row is locked, and takes the first contact that no other decision is about
 * to take; so any number of them go on at once, on any number of nodes. The statements read the tables of routing
 * profiles, an exception to the rule that SQL stays in its module: to ask for the queues of each agent first would cost
 * more than the decision.
 */
@Repository
class OfferMatcher {

    /** How many contacts of each queue a decision looks at: at least as many as decisions are made at once. */
    private static final int LOOKED_AT = 64;

    /** An agent, by the names {@code agent} and {@code profile}, has a place for a contact of the channel of a line. */
    private static final String HAS_PLACE = """
            (select count(*)
             from agent_contact held
             where held.agent_id = agent.user_id and held.channel = line.channel and held.state <> 'PAUSED')
            < (select concurrency from routing_profile_media_concurrency place
               where place.routing_profile_id = profile.routing_profile_id and place.channel = line.channel)
            and not exists (
                select from agent_contact missed where missed.agent_id = agent.user_id and missed.state = 'MISSED')
            """;

    /** The queues that an agent serves: its own before all others. */
    private static final String LINES = """
            lateral (
                select queue_id, channel, priority, delay_seconds
                from routing_profile_queue_config
                where routing_profile_id = profile.routing_profile_id
                union all
                select profile.user_id, channel, 0, 0
                from routing_profile_media_concurrency
                where routing_profile_id = profile.routing_profile_id
            ) line
            """;

    private static final String OFFER = """
            with picked as (
                select queued.contact_id, queued.instance_id, queued.queue_id, queued.channel
                from agent
                join user_routing_profile profile on profile.user_id = agent.user_id
                cross join %s
                cross join lateral (
                    select contact_id
                    from queued_contact
                    where queue_id = line.queue_id and channel = line.channel and not offered
                      and enqueued_at <= cast(:now as timestamptz) - line.delay_seconds * interval '1 second'
                    order by priority, waiting_since, contact_id
                    limit %d
                ) candidate
                join queued_contact queued on queued.contact_id = candidate.contact_id
                where agent.user_id = :agent and agent.routable and not queued.offered
                  and not exists (
                      select from agent_contact refused
                      where refused.agent_id = agent.user_id and refused.contact_id = queued.contact_id)
                  and %s
                order by line.priority, queued.priority, queued.waiting_since, queued.contact_id
                limit 1
                for no key update of queued skip locked
            ), marked as (
                update queued_contact
                set offered = true
                from picked
                where queued_contact.contact_id = picked.contact_id
            ), noted as (
                update agent set idle_since = :now where user_id = :agent and exists (select from picked)
            )
            insert into agent_contact (
                contact_id, agent_id, instance_id, queue_id, channel, state, state_since, due_at)
            select contact_id, :agent, instance_id, queue_id, channel, 'CONNECTING', :now, :due
            from picked
            returning contact_id
            """.formatted(LINES, LOOKED_AT, HAS_PLACE);

    private final JdbcClient jdbc;
    private final RoutingProperties settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OfferMatcher(JdbcClient jdbc, RoutingProperties settings, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Asks an agent to take the contact that is next for it; nothing if there is none, or the agent has no place. */
    @Transactional
    public Optional<UUID> offerNext(UserId agent) {
        // In a statement of its own, so that the next one sees what the decision before it has given to this agent.
        var routable = jdbc.sql("select user_id from agent where user_id = :agent and routable for no key update")
                .param("agent", agent.value())
                .query(UUID.class)
                .optional();
        if (routable.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var offered = jdbc.sql(OFFER)
                .param("agent", agent.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("due", now.plus(settings.offerWithin()).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
        offered.ifPresent(_ -> events.publishEvent(new OfferMade(agent.value())));
        return offered;
    }

    /** The agent that has been idle for longest, of those who could take a contact that waits. */
    Optional<UserId> findAgentFor(UUID contact) {
        return jdbc.sql("""
                        select agent.user_id
                        from queued_contact queued
                        join agent on agent.instance_id = queued.instance_id and agent.routable
                        join user_routing_profile profile on profile.user_id = agent.user_id
                        cross join %s
                        where queued.contact_id = :contact and not queued.offered
                          and line.queue_id = queued.queue_id and line.channel = queued.channel
                          and queued.enqueued_at
                              <= cast(:now as timestamptz) - line.delay_seconds * interval '1 second'
                          and not exists (
                              select from agent_contact refused
                              where refused.agent_id = agent.user_id and refused.contact_id = queued.contact_id)
                          and %s
                        order by agent.idle_since, agent.user_id
                        limit 1
                        """.formatted(LINES, HAS_PLACE))
                .param("contact", contact)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    /** Agents with a place for a contact of a queue in which some wait, the longest idle first. */
    List<UserId> agentsWithWork(int most) {
        return jdbc.sql("""
                        select agent.user_id
                        from agent
                        join user_routing_profile profile on profile.user_id = agent.user_id
                        where agent.routable
                          and exists (
                              select
                              from %s
                              join queued_contact queued
                                on queued.queue_id = line.queue_id and queued.channel = line.channel
                              where not queued.offered
                                and queued.enqueued_at
                                    <= cast(:now as timestamptz) - line.delay_seconds * interval '1 second'
                                and not exists (
                                    select from agent_contact refused
                                    where refused.agent_id = agent.user_id
                                      and refused.contact_id = queued.contact_id)
                                and %s)
                        order by agent.idle_since, agent.user_id
                        limit :most
                        """.formatted(LINES, HAS_PLACE))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
                .list();
    }
}
