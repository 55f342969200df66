package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Locks sessions and reads their live contacts. Plain JDBC for the order of locks: a query of JPA would first write the
 * changed entities of the transaction, and so lock their rows before the session.
 */
@Repository
class LiveContactRepository {

    private static final String SESSION_OF = """
            select session.id
            from contact join contact session on session.id = contact.initial_contact_id
            where contact.id = :contact
            for no key update of session
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LiveContactRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Locks a session by its first contact, which remains the same through all its contacts. */
    void lock(ContactId contact) {
        jdbc.sql(SESSION_OF).param("contact", contact.value()).query(UUID.class).optional();
    }

    boolean tryLock(ContactId contact) {
        return jdbc.sql(SESSION_OF + " skip locked")
                .param("contact", contact.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Reads a contact in a statement after the lock, so that it sees the changes until the lock was granted. */
    Optional<LiveContact> find(ContactId contact, Instant now) {
        return jdbc.sql("""
                        select id, instance_id, initial_contact_id, channel, initiation_method,
                               queue_id, enqueued_at, queue_priority, queue_time_adjustment_seconds,
                               routing_criteria, agent_id, contact_flow_id, scheduled_at, is_paused, is_dequeued, total_pause_count
                        from contact
                        where id = :contact and disconnected_at is null
                          and (least(connect_by, expires_at) is null or least(connect_by, expires_at) > :now)
                          and exists (select from active_instance where active_instance.id = contact.instance_id)
                        """)
                .param("contact", contact.value())
                .param("now", now)
                .query((row, _) -> read(row))
                .optional();
    }

    private @Nullable RoutingCriteria criteria(@Nullable String text) {
        return text == null ? null : json.readValue(text, RoutingCriteria.class);
    }

    private LiveContact read(ResultSet row) throws SQLException {
        return new LiveContact(
                new InstanceId(row.getObject("instance_id", UUID.class)),
                new SessionId(row.getObject("initial_contact_id", UUID.class)),
                new ContactId(row.getObject("id", UUID.class)),
                Channel.valueOf(row.getString("channel")),
                InitiationMethod.valueOf(row.getString("initiation_method")),
                row.getObject("queue_id", UUID.class),
                Timestamps.nullableInstant(row, "enqueued_at"),
                row.getObject("queue_priority", Long.class),
                row.getObject("queue_time_adjustment_seconds", Integer.class),
                criteria(row.getString("routing_criteria")),
                row.getObject("agent_id", UUID.class),
                row.getObject("contact_flow_id", UUID.class),
                Timestamps.nullableInstant(row, "scheduled_at"),
                row.getBoolean("is_paused"),
                row.getBoolean("is_dequeued"),
                row.getInt("total_pause_count"));
    }
}
