package io.recontact.routing;

import io.recontact.configuration.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The table {@code agent}. */
interface AgentRepository extends Repository<Agent, UserId> {

    Optional<Agent> findById(UserId user);

    /** Locks an agent until the end of the transaction, if the user has ever set a status. */
    @NativeQuery("select * from agent where user_id = :user for no key update")
    Optional<Agent> lock(UUID user);

    /** Returns a text for each of some users that differs once its status or one of its contacts has changed. */
    @NativeQuery("""
            select wanted.id as user_id,
                   md5(concat_ws(' ', agent.status_id, agent.status_since, agent.next_status_id, (
                       select string_agg(concat_ws(' ', contact_id, state, state_since), ',' order by contact_id)
                       from agent_contact
                       where agent_id = wanted.id))) as version
            from unnest(:users) wanted (id)
            left join agent on agent.user_id = wanted.id
            """)
    List<AgentVersion> findVersions(UUID[] users);

    /** The user of an agent, and its version. */
    interface AgentVersion {

        UUID getUserId();

        String getVersion();
    }

    /** Inserts the agent of a user who sets a status for the first time. */
    @Modifying
    @NativeQuery("""
            insert into agent (user_id, instance_id, status_id, status_since, routable, idle_since)
            values (:user, :instance, :status, :now, :routable, :now)
            on conflict (user_id) do nothing
            """)
    void insertIfAbsent(UUID user, UUID instance, UUID status, boolean routable, Instant now);

    /** Removes an agent who is deleted, and records its last status; returns the user if there was an agent. */
    @NativeQuery("""
            with removed as (
                delete from agent
                where user_id = :user
                returning *
            )
            select user_id
            from removed
            join agent_status_summary status on status.agent_status_id = removed.status_id
            cross join lateral record_agent_activity(
                user_id, instance_id, status.type, null, null, null, null, status_since,
                cast(:now as timestamptz)) recorded
            """)
    Optional<UUID> remove(UUID user, Instant now);

    /** Locks an agent for whom another status is to follow, and returns the user's id. */
    @NativeQuery("""
            select user_id
            from agent
            where next_status_id is not null and user_id = :user
            for no key update
            """)
    List<UUID> lockWithNextStatus(UUID user);

    /** Locks all agents for whom another status is to follow, except those that another transaction has locked. */
    @NativeQuery("""
            select user_id
            from agent
            where next_status_id is not null
            order by user_id
            for no key update skip locked
            """)
    List<UUID> lockAllWithNextStatus();

    /**
     * Lets agents without contacts enter their next status. Runs after the statement that locks the agents, so that it
     * sees the contacts that they received until then.
     */
    @Modifying
    @NativeQuery("""
            update agent
            set status_id = next.agent_status_id, status_since = :now, routable = next.type = 'ROUTABLE',
                next_status_id = null, idle_since = :now
            from agent_status_summary next
            where agent.user_id = any (:users) and next.agent_status_id = agent.next_status_id
              and not exists (
                  select from agent_contact
                  where agent_id = agent.user_id and state in ('CONNECTING', 'CONNECTED', 'ENDED'))
            """)
    void enterNextStatus(UUID[] users, Instant now);
}
