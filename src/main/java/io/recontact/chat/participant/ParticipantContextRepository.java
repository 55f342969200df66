package io.recontact.chat.participant;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads participants together with their chats. Nearly every call of the participant API does, so this is one statement
 * without JPA and without a transaction.
 */
@Repository
class ParticipantContextRepository {

    private final JdbcClient jdbc;

    ParticipantContextRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A participant and its chat; empty if the participant does not exist or the instance has been deleted. */
    Optional<ParticipantContext> find(ParticipantId id) {
        // The deadline of a customer is that of its contact; other participants have their own.
        return jdbc.sql("""
                        select participant.id, role, display_name, participant.session_id, session.instance_id,
                               current_contact_id, supported_content_types, connected_at, left_at, idle_at,
                               case when role = 'CUSTOMER' then session_contact.connect_by
                                    else participant.connect_by end as connect_by, silent,
                               ended_at, session.expires_at, session.holds_messages
                        from participant
                        join chat_session session on session.id = participant.session_id
                        join session_contact on session_contact.id = session.current_contact_id
                        join active_instance on active_instance.id = session.instance_id
                        where participant.id = :id
                        """)
                .param("id", id.value())
                .query((row, _) -> context(row))
                .optional();
    }

    private static ParticipantContext context(ResultSet row) throws SQLException {
        return new ParticipantContext(
                new ParticipantId(row.getObject("id", UUID.class)),
                ParticipantRole.valueOf(row.getString("role")),
                row.getString("display_name"),
                new SessionId(row.getObject("session_id", UUID.class)),
                new InstanceId(row.getObject("instance_id", UUID.class)),
                new ContactId(row.getObject("current_contact_id", UUID.class)),
                Set.of((String[]) row.getArray("supported_content_types").getArray()),
                nullableInstant(row, "connected_at"),
                nullableInstant(row, "left_at"),
                nullableInstant(row, "idle_at"),
                nullableInstant(row, "connect_by"),
                row.getBoolean("silent"),
                nullableInstant(row, "ended_at"),
                instant(row, "expires_at"),
                row.getBoolean("holds_messages"));
    }
}
