package io.recontact.chat.participant;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;
import io.recontact.chat.ParticipantId;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.Sender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who takes part in which chat. */
@Repository
class ParticipantRepository {

    private final JdbcClient jdbc;

    ParticipantRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A participant and its chat, unless the instance has been deleted. */
    Optional<ParticipantContext> find(ParticipantId id) {
        // The deadline of a customer is that of its contact; others have one of their own.
        return jdbc.sql("""
                        select participant.id, role, display_name, session_id, session.instance_id, current_contact_id,
                               supported_content_types, connected_at, left_at, idle_at,
                               case when role = 'CUSTOMER' then session_contact.connect_by
                                    else participant.connect_by end as connect_by,
                               ended_at, session.expires_at
                        from participant
                        join chat_session session on session.id = participant.session_id
                        join session_contact on session_contact.id = session.current_contact_id
                        join active_instance on active_instance.id = session.instance_id
                        where participant.id = :id
                        """)
                .param("id", id.value())
                .query((row, _) -> participation(row))
                .optional();
    }

    /** The session of a participant, which stays the same. */
    Optional<SessionId> sessionOf(ParticipantId id) {
        return jdbc.sql("select session_id from participant where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(SessionId::new);
    }

    /**
     * Locks a session by its first contact, which stays the same through all its segments, before the session itself is
     * touched: the order in which endings lock, so that neither waits for the other in a circle.
     */
    void lockContactOf(SessionId session) {
        jdbc.sql("select id from session_contact where id = :session for no key update")
                .param("session", session.value())
                .query(UUID.class)
                .optional();
    }

    /** The same for the session of a participant. */
    void lockContactOf(ParticipantId participant) {
        jdbc.sql("""
                        select session_contact.id
                        from participant join session_contact on session_contact.id = participant.session_id
                        where participant.id = :participant
                        for no key update of session_contact
                        """)
                .param("participant", participant.value())
                .query(UUID.class)
                .optional();
    }

    /** The same unless somebody else has locked it; false then. */
    boolean tryLockContactOf(SessionId session) {
        return jdbc.sql("select id from session_contact where id = :session for no key update skip locked")
                .param("session", session.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** Marks a participant as connected; false if it was before, or may no longer connect. */
    boolean connect(ParticipantId id, Instant now) {
        return jdbc.sql("""
                                update participant
                                set connected_at = :now
                                where id = :id and connected_at is null and left_at is null
                                  and (connect_by is null or connect_by > :now)
                                """)
                        .param("id", id.value())
                        .param("now", now)
                        .update()
                == 1;
    }

    /** Marks a participant as gone, and with it its timers. */
    void leave(ParticipantId id, Instant now) {
        jdbc.sql("update participant set left_at = :now, timer_due_at = null where id = :id and left_at is null")
                .param("id", id.value())
                .param("now", now)
                .update();
    }

    /** Marks all participants of some roles as gone, and tells which of them were connected. */
    List<Sender> leaveAll(SessionId session, Set<ParticipantRole> roles, Instant now) {
        return jdbc.sql("""
                        with gone as (
                            update participant
                            set left_at = :now, timer_due_at = null
                            where session_id = :session and role = any (:roles) and left_at is null
                            returning id, display_name, role, connected_at
                        )
                        select id, display_name, role
                        from gone
                        where connected_at is not null
                        order by connected_at, id
                        """)
                .param("session", session.value())
                .param("roles", names(roles))
                .param("now", now)
                .query((row, _) -> sender(row))
                .list();
    }

    /** The connected participants of some roles. */
    List<Sender> connected(SessionId session, Set<ParticipantRole> roles) {
        return jdbc.sql("""
                        select id, display_name, role
                        from participant
                        where session_id = :session and role = any (:roles)
                          and connected_at is not null and left_at is null
                        order by connected_at, id
                        """)
                .param("session", session.value())
                .param("roles", names(roles))
                .query((row, _) -> sender(row))
                .list();
    }

    private static String[] names(Set<ParticipantRole> roles) {
        return roles.stream().map(Enum::name).toArray(String[]::new);
    }

    private static Sender sender(ResultSet row) throws SQLException {
        return new Sender(
                row.getObject("id", UUID.class),
                row.getString("display_name"),
                ParticipantRole.valueOf(row.getString("role")));
    }

    private static ParticipantContext participation(ResultSet row) throws SQLException {
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
                nullableInstant(row, "ended_at"),
                instant(row, "expires_at"));
    }
}
