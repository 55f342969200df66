package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.configuration.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/**
 * The table {@code agent_contact}. Each change names the state that it starts from, so that of two transactions that
 * compete for a row only the first succeeds.
 */
interface AgentContactRepository extends Repository<AgentContact, AgentContactId> {

    /** Records the last state of removed rows, as the trigger {@code agent_contact_activity} records earlier ones. */
    String RECORD_REMOVED = """
            cross join lateral record_agent_activity(
                agent_id, instance_id, state, null, contact_id, queue_id, channel, state_since,
                cast(:now as timestamptz)) recorded
            """;

    Optional<AgentContact> findById(AgentContactId id);

    default Optional<AgentContact> find(UserId agent, ContactId contact) {
        return findById(AgentContactId.of(agent, contact));
    }

    /** Returns the contacts of some agents, the oldest state first. */
    @NativeQuery("select * from agent_contact where agent_id = any (:agents) order by state_since, contact_id")
    List<AgentContact> findByAgents(UUID[] agents);

    default List<AgentContact> findByAgents(Collection<UserId> agents) {
        return findByAgents(agents.stream().map(UserId::value).toArray(UUID[]::new));
    }

    /**
     * Returns the ids of the contacts that an agent is offered, has accepted, or has after-contact work for, without
     * reading the rows into the persistence context.
     */
    @NativeQuery("""
            select contact_id
            from agent_contact
            where agent_id = :agent and state in ('CONNECTING', 'CONNECTED', 'PAUSED', 'ENDED')
            """)
    List<UUID> findContacts(UUID agent);

    /** Returns the contacts for which an agent has after-contact work. */
    @NativeQuery("select contact_id from agent_contact where agent_id = :agent and state = 'ENDED'")
    List<UUID> findAfterContactWork(UUID agent);

    /** Returns the offers that an agent can still accept. */
    @NativeQuery("""
            select *
            from agent_contact
            where agent_id = :agent and state = 'CONNECTING' and due_at > :now
            order by state_since, contact_id
            """)
    List<AgentContact> findOffers(UUID agent, Instant now);

    /** Returns offers to agents who accept contacts of the channel automatically. */
    @NativeQuery("""
            select *
            from agent_contact
            where state = 'CONNECTING' and due_at > :now and auto_accepts(agent_id, channel)
            order by state_since
            limit :limit
            """)
    List<AgentContact> findAutoAccepted(Instant now, int limit);

    /** Returns whether an agent accepts an offered contact automatically. */
    @NativeQuery("""
            select auto_accepts(agent_id, channel)
            from agent_contact
            where agent_id = :agent and contact_id = :contact
            """)
    boolean isAutoAccepted(UUID agent, UUID contact);

    /** Returns which of some agents have offers. */
    @NativeQuery("select distinct agent_id from agent_contact where agent_id = any (:agents) and state = 'CONNECTING'")
    List<UUID> findAgentsWithOffers(UUID[] agents);

    /** Returns true if an agent has an offer, an accepted contact, or after-contact work. */
    @NativeQuery("""
            select exists (
                select from agent_contact
                where agent_id = :agent and state in ('CONNECTING', 'CONNECTED', 'ENDED'))
            """)
    boolean isBusy(UUID agent);

    /** Accepts an offer; returns 0 if the agent no longer has it. */
    @Modifying
    @NativeQuery("""
            update agent_contact
            set state = 'CONNECTED', state_since = :now, connected_at = :now, due_at = null,
                participant_id = cast(:participant as uuid)
            where agent_id = :agent and contact_id = :contact and state = 'CONNECTING' and due_at > :now
            """)
    int accept(UUID agent, UUID contact, @Nullable UUID participant, Instant now);

    /** Rejects an offer; returns 0 if the agent no longer has it. */
    @Modifying
    @NativeQuery("""
            update agent_contact
            set state = 'REJECTED', state_since = :now, due_at = null
            where agent_id = :agent and contact_id = :contact and state = 'CONNECTING' and due_at > :now
            """)
    int reject(UUID agent, UUID contact, Instant now);

    /** Offers a queued contact to one agent, regardless of status and slots; returns 0 if it is not waiting. */
    @Modifying
    @NativeQuery("""
            with marked as (
                update queued_contact
                set offered = true
                where contact_id = :contact and not offered
                returning contact_id, instance_id, queue_id, channel
            )
            insert into agent_contact (
                contact_id, agent_id, instance_id, queue_id, channel, state, state_since, due_at)
            select contact_id, :agent, instance_id, queue_id, channel, 'CONNECTING', :now, :due
            from marked
            on conflict (agent_id, contact_id) do update
                set state = excluded.state, state_since = excluded.state_since, due_at = excluded.due_at
            """)
    int offer(UUID agent, UUID contact, Instant now, Instant due);

    /** Marks at most {@code limit} unanswered offers as missed and returns them. */
    @NativeQuery("""
            with overdue as (
                select agent_id, contact_id
                from agent_contact
                where due_at <= :now and state = 'CONNECTING'
                order by due_at
                limit :limit
                for no key update skip locked
            )
            update agent_contact
            set state = 'MISSED', state_since = due_at, due_at = null
            from overdue
            where agent_contact.agent_id = overdue.agent_id
              and agent_contact.contact_id = overdue.contact_id
            returning agent_contact.*
            """)
    List<AgentContact> markMissed(Instant now, int limit);

    /** Returns contacts whose after-contact work has exceeded its limit. */
    @NativeQuery("""
            select *
            from agent_contact
            where due_at <= :now and state = 'ENDED'
            order by due_at
            limit :limit
            """)
    List<AgentContact> findDueAfterContactWork(Instant now, int limit);

    /** Frees the slot of an ended, missed or rejected contact; returns its state, empty if it is none of these. */
    @NativeQuery("""
            with removed as (
                delete from agent_contact
                where agent_id = :agent and contact_id = :contact and state in ('ENDED', 'MISSED', 'REJECTED')
                returning *
            )
            select state
            from removed
            """ + RECORD_REMOVED)
    Optional<String> remove(UUID agent, UUID contact, Instant now);

    /** Frees the slots of contacts that an agent missed or rejected, and returns these. */
    @NativeQuery("""
            with removed as (
                delete from agent_contact
                where agent_id = :agent and state in ('MISSED', 'REJECTED')
                returning *
            )
            select contact_id
            from removed
            """ + RECORD_REMOVED)
    List<UUID> removeMissedAndRejected(UUID agent, Instant now);

    /** Dequeues ended contacts and starts the after-contact work of those that were accepted; returns the latter. */
    @NativeQuery("""
            with held as (
                select agent_id, contact_id, state
                from agent_contact
                where contact_id = any (cast((select :contacts) as uuid[]))
                  and state in ('CONNECTING', 'CONNECTED', 'PAUSED', 'REJECTED')
                order by agent_id, contact_id
                for no key update
            ), dequeued as (
                delete from queued_contact
                where contact_id = any (cast((select :contacts) as uuid[])) and (select count(*) from held) >= 0 -- locks those first
            )
            update agent_contact
            set state = 'ENDED', state_since = :now,
                due_at = cast(:now as timestamptz)
                    + nullif(after_contact_work_limit(agent_contact.agent_id, agent_contact.channel), 0)
                        * interval '1 second'
            from held
            where held.state in ('CONNECTED', 'PAUSED') and agent_contact.agent_id = held.agent_id
              and agent_contact.contact_id = held.contact_id
            returning agent_contact.contact_id
            """)
    List<UUID> end(UUID[] contacts, Instant now);

    /** Starts the after-contact work of an agent who left a chat to other agents; returns the contact, if accepted. */
    @NativeQuery("""
            update agent_contact
            set state = 'ENDED', state_since = :now,
                due_at = cast(:now as timestamptz)
                    + nullif(after_contact_work_limit(agent_id, channel), 0) * interval '1 second'
            where contact_id = :contact and participant_id = :participant and state = 'CONNECTED'
            returning contact_id
            """)
    List<UUID> leave(UUID contact, UUID participant, Instant now);

    /** Dequeues a contact, and pauses it with the agent who has accepted it; returns that agent. */
    @NativeQuery("""
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
    List<UUID> pause(UUID contact, Instant now);

    /** Returns a paused contact to its agent. */
    @Modifying
    @NativeQuery("""
            update agent_contact
            set state = 'CONNECTED', state_since = :now
            where contact_id = :contact and state = 'PAUSED'
            """)
    void resume(UUID contact, Instant now);

    /** Removes all contacts of an agent who is deleted, and returns them. */
    @NativeQuery("""
            with removed as (
                delete from agent_contact
                where agent_id = :agent
                returning *
            )
            select contact_id
            from removed
            """ + RECORD_REMOVED)
    List<UUID> removeAll(UUID agent, Instant now);

    /** Removes offers and rejections of contacts; returns the agents. */
    @NativeQuery("""
            with removed as (
                delete from agent_contact
                where contact_id = any (cast((select :contacts) as uuid[])) and state in ('CONNECTING', 'REJECTED')
                returning *
            )
            select agent_id
            from removed
            """ + RECORD_REMOVED)
    List<UUID> withdrawOffers(UUID[] contacts, Instant now);
}
