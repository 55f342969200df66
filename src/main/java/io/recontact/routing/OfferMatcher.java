package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.configuration.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes routing decisions: which agent gets an offer of which contact. The rules are those of the Administrator Guide,
 * "How routing works": queues by their priority in the agent's routing profile, contacts of a queue by their priority
 * and then by their waiting time, agents by their idle time.
 *
 * <p>A decision concerns one agent. It locks the agent, and takes the first contact that no other decision has locked.
 * Any number of decisions may run at once, on any number of nodes. Plain JDBC, because this is a measured path: see
 * record 14.
 */
@Repository
class OfferMatcher {

    /** The number of contacts of each queue that a decision reads: more than decisions run at the same time. */
    private static final int CANDIDATES = 64;

    /** The time, hidden from the planner: see record 61. */
    private static final String NOW = "(select cast(:now as timestamptz))";

    /** True if {@code agent} with {@code profile} has a free slot in the channel of {@code line}. */
    private static final String HAS_FREE_SLOT = """
            (select count(*)
             from agent_contact held
             where held.agent_id = agent.user_id and held.channel = line.channel and held.state <> 'PAUSED')
            < (select concurrency from routing_profile_media_concurrency slots
               where slots.routing_profile_id = profile.routing_profile_id and slots.channel = line.channel)
            and not exists (
                select from agent_contact missed where missed.agent_id = agent.user_id and missed.state = 'MISSED')
            """;

    /** The queues of {@code profile}, as {@code line}. The agent's own queue comes before all others. */
    private static final String SERVED_QUEUES = """
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

    /**
     * The maximum number of contacts of each queue that a decision tests for their routing criteria. Contacts without
     * criteria pass at once, so only {@link #CANDIDATES} of them are read.
     */
    private static final int TESTED = 1024;

    /**
     * True if the step of {@code queued} that lasts now, if any, accepts the agent of {@code profile}. A scalar
     * subquery, because the planner would read the steps of all contacts for an {@code exists}.
     */
    private static final String STEP_ACCEPTS = """
            (not queued.has_steps or coalesce(
                (select profile.routing_attributes @@ step.agents
                 from routing_step step
                 where step.contact_id = queued.contact_id
                   and step.begins_at <= %1$s and step.expires_at > %1$s
                 limit 1),
                true))
            """.formatted(NOW);

    /** The first contacts of {@code line} that wait, as {@code queued}. */
    private static final String FIRST_OF_LINE = """
            select contact_id, priority, waiting_since, has_steps
            from queued_contact
            where queue_id = line.queue_id and channel = line.channel and not offered
              and enqueued_at <= cast(:now as timestamptz) - line.delay_seconds * interval '1 second'
            order by priority, waiting_since, contact_id
            limit %d
            """;

    private static final String OFFER =
            """
            with picked as (
                select queued.contact_id, queued.instance_id, queued.queue_id, queued.channel
                from agent
                join user_routing_profile profile on profile.user_id = agent.user_id
                cross join %s
                cross join lateral (
                    select queued.contact_id
                    from (%s) queued
                    where %s
                    order by queued.priority, queued.waiting_since, queued.contact_id
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
            ), busied as (
                update agent set idle_since = :now where user_id = :agent and exists (select from picked)
            )
            insert into agent_contact (
                contact_id, agent_id, instance_id, queue_id, channel, state, state_since, due_at)
            select contact_id, :agent, instance_id, queue_id, channel, 'CONNECTING', :now, :due
            from picked
            returning contact_id, auto_accepts(agent_id, channel) as is_auto_accepted
            """.formatted(SERVED_QUEUES, FIRST_OF_LINE.formatted(TESTED), STEP_ACCEPTS, CANDIDATES, HAS_FREE_SLOT);

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

    /** Offers an agent its next contact and returns it; empty if no contact waits, or the agent has no free slot. */
    @Transactional
    public Optional<UUID> offerNext(UserId agent) {
        // A separate statement, so that the next one sees what an earlier decision has offered to this agent.
        var routable = jdbc.sql("select user_id from agent where user_id = :agent and routable for no key update")
                .param("agent", agent.value())
                .query(UUID.class)
                .optional();
        if (routable.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return jdbc.sql(OFFER)
                .param("agent", agent.value())
                .param("now", now)
                .param("due", now.plus(settings.offerWithin()))
                .query((row, _) -> announce(
                        agent.value(), row.getObject("contact_id", UUID.class), row.getBoolean("is_auto_accepted")))
                .optional();
    }

    private UUID announce(UUID agent, UUID contact, boolean isAutoAccepted) {
        events.publishEvent(new OfferMade(agent));
        if (isAutoAccepted) {
            events.publishEvent(new AutoAcceptedOffer(agent, contact));
        }
        return contact;
    }

    /** Finds the agent who can get a queued contact and has been idle for longest. */
    Optional<UserId> findAgentFor(UUID contact) {
        return jdbc.sql("""
                        select agent.user_id
                        from queued_contact queued
                        join agent on agent.instance_id = queued.instance_id and agent.routable
                        join user_routing_profile profile on profile.user_id = agent.user_id
                        cross join %s
                        where queued.contact_id = :contact and not queued.offered
                          and line.queue_id = queued.queue_id and line.channel = queued.channel
                          and queued.enqueued_at <= %s - line.delay_seconds * interval '1 second'
                          and not exists (
                              select from agent_contact refused
                              where refused.agent_id = agent.user_id and refused.contact_id = queued.contact_id)
                          and %s
                          and %s
                        order by agent.idle_since, agent.user_id
                        limit 1
                        """.formatted(SERVED_QUEUES, NOW, STEP_ACCEPTS, HAS_FREE_SLOT))
                .param("contact", contact)
                .param("now", clock.instant())
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    /** Finds waiting contacts for which a step of their routing criteria has begun or ended since a moment. */
    List<ContactId> findContactsWithNewStep(Instant since, int limit) {
        return jdbc.sql("""
                        select queued.contact_id
                        from queued_contact queued
                        join (
                            select contact_id from routing_step where begins_at > :since and begins_at <= :now
                            union
                            select contact_id from routing_step where expires_at > :since and expires_at <= :now
                        ) step on step.contact_id = queued.contact_id
                        where not queued.offered
                        limit :limit
                        """)
                .param("since", since)
                .param("now", clock.instant())
                .param("limit", limit)
                .query((row, _) -> new ContactId(row.getObject("contact_id", UUID.class)))
                .list();
    }

    /**
     * Finds agents with a free slot for one of the first contacts that wait in their queues, the longest idle first.
     */
    List<UserId> findAgentsWithWaitingContacts(int limit) {
        return jdbc.sql("""
                        select agent.user_id
                        from agent
                        join user_routing_profile profile on profile.user_id = agent.user_id
                        where agent.routable
                          and exists (
                              select
                              from %s
                              cross join lateral (%s) queued
                              where not exists (
                                    select from agent_contact refused
                                    where refused.agent_id = agent.user_id
                                      and refused.contact_id = queued.contact_id)
                                and %s
                                and %s)
                        order by agent.idle_since, agent.user_id
                        limit :limit
                        """.formatted(SERVED_QUEUES, FIRST_OF_LINE.formatted(CANDIDATES), STEP_ACCEPTS, HAS_FREE_SLOT))
                .param("now", clock.instant())
                .param("limit", limit)
                .query((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
                .list();
    }
}
