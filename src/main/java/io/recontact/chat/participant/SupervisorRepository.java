package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The participants of role SUPERVISOR. */
@Repository
class SupervisorRepository {

    private final JdbcClient jdbc;

    SupervisorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts a silent supervisor into a chat that is in the given contact and has not ended. */
    boolean insert(Monitoring monitoring, UUID user, String displayName, Instant now) {
        return jdbc.sql("""
                                insert into participant (
                                    id, session_id, role, display_name, created_at, user_id, silent, may_barge)
                                select :id, id, 'SUPERVISOR', :displayName, :now, :user, true, :mayBarge
                                from chat_session
                                where current_contact_id = :contact and ended_at is null and expires_at > :now
                                for key share -- retention deletes participants with their session
                                """)
                        .param("id", monitoring.participant().value())
                        .param("displayName", displayName)
                        .param("now", now)
                        .param("user", user)
                        .param("mayBarge", monitoring.mayBarge())
                        .param("contact", monitoring.contact().value())
                        .update()
                == 1;
    }

    /** Returns the chats that a user monitors now. */
    List<Monitoring> find(UUID user) {
        return jdbc.sql("""
                        select participant.id, current_contact_id, silent, may_barge
                        from participant join chat_session on chat_session.id = session_id
                        where user_id = :user and left_at is null and ended_at is null
                        order by participant.created_at, participant.id
                        """)
                .param("user", user)
                .query((row, _) -> new Monitoring(
                        new ContactId(row.getObject("current_contact_id", UUID.class)),
                        new ParticipantId(row.getObject("id", UUID.class)),
                        row.getBoolean("silent"),
                        row.getBoolean("may_barge")))
                .list();
    }

    /** Returns the number of supervisors in a session. */
    int count(UUID session) {
        return jdbc.sql("""
                        select count(*)
                        from participant
                        where session_id = :session and role = 'SUPERVISOR' and left_at is null
                        """).param("session", session).query(Integer.class).single();
    }

    /** Changes whether a supervisor is silent and may barge in. */
    void update(Monitoring monitoring) {
        jdbc.sql("update participant set silent = :silent, may_barge = :mayBarge where id = :id")
                .param("silent", monitoring.isSilent())
                .param("mayBarge", monitoring.mayBarge())
                .param("id", monitoring.participant().value())
                .update();
    }

    /** Returns whether a participant has left without having joined, so that no item says so. */
    boolean hasLeftSilently(ParticipantId participant) {
        return jdbc.sql("select left_at is not null and connected_at is null from participant where id = :id")
                .param("id", participant.value())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }
}
