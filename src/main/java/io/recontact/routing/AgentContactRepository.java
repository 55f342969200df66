package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What agents hold, at rest. */
@Repository
class AgentContactRepository {

    private static final String COLUMNS = """
            contact_id, agent_id, queue_id, channel, state, state_since, connected_at, due_at, participant_id""";

    private final JdbcClient jdbc;

    AgentContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AgentContact> find(UserId agent, ContactId contact) {
        return jdbc.sql("select %s from agent_contact where agent_id = :agent and contact_id = :contact"
                        .formatted(COLUMNS))
                .param("agent", agent.value())
                .param("contact", contact.value())
                .query((row, _) -> held(row))
                .optional();
    }

    /** What some agents hold, the oldest first. */
    List<AgentContact> of(Collection<UserId> agents) {
        return jdbc.sql("select %s from agent_contact where agent_id = any (:agents) order by state_since, contact_id"
                        .formatted(COLUMNS))
                .param("agents", agents.stream().map(UserId::value).toArray(UUID[]::new))
                .query((row, _) -> held(row))
                .list();
    }

    /** What an agent is asked to take, and has time to answer. */
    List<AgentContact> offers(UserId agent, Instant now) {
        return jdbc.sql("""
                        select %s
                        from agent_contact
                        where agent_id = :agent and state = 'CONNECTING' and due_at > :now
                        order by state_since, contact_id
                        """.formatted(COLUMNS))
                .param("agent", agent.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> held(row))
                .list();
    }

    /** Which of some agents are asked something. */
    List<UUID> asked(Collection<UUID> agents) {
        return jdbc.sql(
                        "select distinct agent_id from agent_contact where agent_id = any (:agents) and state = 'CONNECTING'")
                .param("agents", agents.toArray(UUID[]::new))
                .query((row, _) -> row.getObject("agent_id", UUID.class))
                .list();
    }

    /** Makes an offer a contact of the agent; false if there is no such offer any more. */
    boolean accept(UserId agent, ContactId contact, @Nullable ParticipantId participant, Instant now) {
        return jdbc.sql("""
                                update agent_contact
                                set state = 'CONNECTED', state_since = :now, connected_at = :now, due_at = null,
                                    participant_id = cast(:participant as uuid)
                                where agent_id = :agent and contact_id = :contact and state = 'CONNECTING'
                                  and due_at > :now
                                """)
                        .param("agent", agent.value())
                        .param("contact", contact.value())
                        .param("participant", participant == null ? null : participant.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Refuses an offer; false if there is no such offer any more. */
    boolean reject(UserId agent, ContactId contact, Instant now) {
        return jdbc.sql("""
                                update agent_contact
                                set state = 'REJECTED', state_since = :now, due_at = null
                                where agent_id = :agent and contact_id = :contact and state = 'CONNECTING'
                                  and due_at > :now
                                """)
                        .param("agent", agent.value())
                        .param("contact", contact.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Gives the place back of what is not, or no longer, the agent's contact; tells what it was. */
    Optional<AgentContactState> remove(UserId agent, ContactId contact) {
        return jdbc.sql("""
                        delete from agent_contact
                        where agent_id = :agent and contact_id = :contact and state in ('ENDED', 'MISSED', 'REJECTED')
                        returning state
                        """)
                .param("agent", agent.value())
                .param("contact", contact.value())
                .query(String.class)
                .optional()
                .map(AgentContactState::valueOf);
    }

    void dequeue(ContactId contact) {
        jdbc.sql("delete from queued_contact where contact_id = :contact")
                .param("contact", contact.value())
                .update();
    }

    void waitAgain(ContactId contact) {
        jdbc.sql("update queued_contact set offered = false where contact_id = :contact")
                .param("contact", contact.value())
                .update();
    }

    /** Asks one agent and no other, whatever its status and its places; false unless the contact waits. */
    boolean ask(UserId agent, ContactId contact, Instant now, Instant due) {
        return jdbc.sql("""
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
                                    set state = excluded.state, state_since = excluded.state_since,
                                        due_at = excluded.due_at
                                """)
                        .param("agent", agent.value())
                        .param("contact", contact.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static AgentContact held(ResultSet row) throws SQLException {
        var participant = row.getObject("participant_id", UUID.class);
        return new AgentContact(
                new ContactId(row.getObject("contact_id", UUID.class)),
                new UserId(row.getObject("agent_id", UUID.class)),
                new QueueId(row.getObject("queue_id", UUID.class)),
                Channel.valueOf(row.getString("channel")),
                AgentContactState.valueOf(row.getString("state")),
                Objects.requireNonNull(instant(row, "state_since")),
                instant(row, "connected_at"),
                instant(row, "due_at"),
                participant == null ? null : new ParticipantId(participant));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
