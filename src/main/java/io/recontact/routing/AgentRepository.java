package io.recontact.routing;

import io.recontact.api.InstanceId;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statuses of agents at rest. */
@Repository
class AgentRepository {

    private final JdbcClient jdbc;

    AgentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks an agent until the end of the transaction; nothing to lock for one who has never had a status. */
    void lock(UserId agent) {
        jdbc.sql("select user_id from agent where user_id = :agent for no key update")
                .param("agent", agent.value())
                .query(UUID.class)
                .optional();
    }

    Optional<AgentState> find(UserId agent) {
        return jdbc.sql("select user_id, status_id, status_since, next_status_id from agent where user_id = :agent")
                .param("agent", agent.value())
                .query((row, _) -> state(row))
                .optional();
    }

    /** Sees to it that the agent has a row, in case this is its first status. */
    void insert(InstanceId instance, UserId agent, AgentStatus status, Instant now) {
        jdbc.sql("""
                        insert into agent (user_id, instance_id, status_id, status_since, routable, idle_since)
                        values (:agent, :instance, :status, :now, :routable, :now)
                        on conflict (user_id) do nothing
                        """)
                .param("agent", agent.value())
                .param("instance", instance.value())
                .param("status", status.id().value())
                .param("routable", status.type() == AgentStatus.Type.ROUTABLE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives an agent a status, at once. */
    void set(UserId agent, AgentStatus status, Instant now) {
        jdbc.sql("""
                        update agent
                        set status_since = case when status_id = :status then status_since else :now end,
                            status_id = :status, next_status_id = null, routable = :routable,
                            idle_since = case when routable and :routable then idle_since else :now end
                        where user_id = :agent
                        """)
                .param("agent", agent.value())
                .param("status", status.id().value())
                .param("routable", status.type() == AgentStatus.Type.ROUTABLE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives an agent a status for when it is done with its contacts; it is offered nothing until then. */
    void setNext(UserId agent, AgentStatusId status) {
        jdbc.sql("update agent set next_status_id = :status, routable = false where user_id = :agent")
                .param("agent", agent.value())
                .param("status", status.value())
                .update();
    }

    /** Whether an agent has contacts, or is asked to take one, or has work left to do for one. */
    boolean isBusy(UserId agent) {
        return jdbc.sql("""
                        select exists (
                            select from agent_contact
                            where agent_id = :agent and state in ('CONNECTING', 'CONNECTED', 'ENDED'))
                        """).param("agent", agent.value()).query(Boolean.class).single();
    }

    /** Clears what an agent has missed or refused. */
    void forgetRefusals(UserId agent) {
        jdbc.sql("delete from agent_contact where agent_id = :agent and state in ('MISSED', 'REJECTED')")
                .param("agent", agent.value())
                .update();
    }

    /** Notes that an agent has become free of something. */
    void becomeFree(UserId agent, Instant now) {
        jdbc.sql("update agent set idle_since = :now where user_id = :agent")
                .param("agent", agent.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Gives agents that are done with all their contacts the status that was to follow: one of them, or all but those
     * whom somebody is about to change, as the next sweep comes by them. What they have is looked at in a statement
     * after the lock, which sees what was done until the lock was granted.
     */
    void settle(@Nullable UserId agent, Instant now) {
        var waiting = jdbc.sql("""
                        select user_id
                        from agent
                        where next_status_id is not null and (cast(:agent as uuid) is null or user_id = :agent)
                        order by user_id
                        for no key update %s
                        """.formatted(agent == null ? "skip locked" : ""))
                .param("agent", agent == null ? null : agent.value())
                .query((row, _) -> row.getObject("user_id", UUID.class))
                .list();
        if (waiting.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update agent
                        set status_id = next.agent_status_id, status_since = :now, routable = next.type = 'ROUTABLE',
                            next_status_id = null, idle_since = :now
                        from agent_status_summary next
                        where agent.user_id = any (:agents) and next.agent_status_id = agent.next_status_id
                          and not exists (
                              select from agent_contact
                              where agent_id = agent.user_id and state in ('CONNECTING', 'CONNECTED', 'ENDED'))
                        """)
                .param("agents", waiting.toArray(UUID[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static AgentState state(ResultSet row) throws SQLException {
        var next = row.getObject("next_status_id", UUID.class);
        return new AgentState(
                new UserId(row.getObject("user_id", UUID.class)),
                new AgentStatusId(row.getObject("status_id", UUID.class)),
                row.getObject("status_since", OffsetDateTime.class).toInstant(),
                next == null ? null : new AgentStatusId(next));
    }
}
