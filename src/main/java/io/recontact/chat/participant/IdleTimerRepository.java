package io.recontact.chat.participant;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;
import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.Sender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Timers at rest: the settings of a chat, and on the rows of its participants when to look at each of them next. */
@Repository
class IdleTimerRepository {

    /** A session that goes on, and how far its transcript has come. */
    record Live(ContactId contact, long newest) {}

    private final JdbcClient jdbc;

    IdleTimerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void set(SessionId session, ParticipantTimer setting) {
        jdbc.sql("""
                        insert into timer_setting (session_id, role, type, minutes)
                        values (:session, :role, :type, :minutes)
                        on conflict (session_id, role, type) do update set minutes = excluded.minutes
                        """)
                .param("session", session.value())
                .param("role", setting.role().name())
                .param("type", setting.type().name())
                .param("minutes", setting.minutes())
                .update();
    }

    void unset(SessionId session, ParticipantTimer setting) {
        jdbc.sql("delete from timer_setting where session_id = :session and role = :role and type = :type")
                .param("session", session.value())
                .param("role", setting.role().name())
                .param("type", setting.type().name())
                .update();
    }

    /**
     * Starts the timers of a session afresh, by its settings of this moment, if the customer and an agent are
     * connected. Who is idle stays so until it says something; a message that crossed its idleness is still to be
     * found.
     */
    void restart(SessionId session, Instant now) {
        jdbc.sql("""
                        update participant
                        set idle_minutes = setting.idle,
                            disconnect_minutes = setting.disconnect,
                            timer_due_at = cast(:now as timestamptz) + make_interval(mins =>
                                case when idle_at is null then coalesce(setting.idle, setting.disconnect)
                                     else setting.disconnect end),
                            timer_after = case when idle_at is null
                                then (select next_sequence - 1 from chat_session where id = :session)
                                else timer_after end
                        from (
                            select engaged.role,
                                   max(minutes) filter (where type = 'IDLE') as idle,
                                   max(minutes) filter (where type = 'DISCONNECT_NONCUSTOMER') as disconnect
                            from (values ('CUSTOMER'), ('AGENT')) engaged (role)
                            left join timer_setting
                              on timer_setting.session_id = :session and timer_setting.role = engaged.role
                            group by engaged.role
                        ) setting
                        where session_id = :session and participant.role = setting.role
                          and connected_at is not null and left_at is null
                          and 2 = (
                              select count(distinct role)
                              from participant
                              where session_id = :session and role in ('CUSTOMER', 'AGENT')
                                and connected_at is not null and left_at is null)
                        """)
                .param("session", session.value())
                .param("now", now)
                .update();
    }

    /** Sessions with a timer that is due, the longest due first. */
    List<SessionId> sessionsDue(Instant now, int most) {
        return jdbc.sql("""
                        select session_id
                        from participant
                        where timer_due_at <= :now
                        group by session_id
                        order by min(timer_due_at)
                        limit :most
                        """)
                .param("now", now)
                .param("most", most)
                .query((row, _) -> new SessionId(row.getObject("session_id", UUID.class)))
                .list();
    }

    /** Holds what is said in a session back until the end of the transaction; nothing if the session is over. */
    Optional<Live> holdIfLive(SessionId session, Instant now) {
        return jdbc.sql("""
                        select current_contact_id, next_sequence - 1 as newest
                        from chat_session
                        where id = :session and ended_at is null and expires_at > :now
                          and exists (select from active_instance where id = chat_session.instance_id)
                        for no key update of chat_session
                        """)
                .param("session", session.value())
                .param("now", now)
                .query((row, _) ->
                        new Live(new ContactId(row.getObject("current_contact_id", UUID.class)), row.getLong("newest")))
                .optional();
    }

    /** The timers of a session that are due, the longest due first. */
    List<DueIdleTimer> due(SessionId session, Instant now) {
        return jdbc.sql("""
                        select id, display_name, role, idle_at, idle_minutes, disconnect_minutes, timer_due_at,
                               timer_after
                        from participant
                        where session_id = :session and timer_due_at <= :now
                        order by timer_due_at, id
                        """)
                .param("session", session.value())
                .param("now", now)
                .query((row, _) -> timer(row))
                .list();
    }

    /** Puts off to look at a participant: forever, when there is no time. */
    void putOff(UUID participant, @Nullable Instant due, long newest) {
        jdbc.sql("""
                        update participant
                        set timer_due_at = cast(:due as timestamptz), timer_after = :newest
                        where id = :id
                        """)
                .param("id", participant)
                .param("due", due)
                .param("newest", newest)
                .update();
    }

    void markIdle(UUID participant, Instant now) {
        jdbc.sql("update participant set idle_at = :now where id = :id")
                .param("id", participant)
                .param("now", now)
                .update();
    }

    /** Ends that a participant is idle, and lets its timers run from {@code since}; false if it was not idle. */
    boolean markReturned(UUID participant, Instant since) {
        return jdbc.sql("""
                                update participant
                                set idle_at = null,
                                    timer_due_at = cast(:since as timestamptz)
                                        + make_interval(mins => coalesce(idle_minutes, disconnect_minutes)),
                                    timer_after = (
                                        select next_sequence - 1 from chat_session where id = participant.session_id)
                                where id = :id and idle_at is not null and left_at is null
                                """)
                        .param("id", participant)
                        .param("since", since)
                        .update()
                == 1;
    }

    void stop(SessionId session) {
        jdbc.sql("update participant set timer_due_at = null where session_id = :session and timer_due_at is not null")
                .param("session", session.value())
                .update();
    }

    private static DueIdleTimer timer(ResultSet row) throws SQLException {
        return new DueIdleTimer(
                new Sender(
                        row.getObject("id", UUID.class),
                        row.getString("display_name"),
                        ParticipantRole.valueOf(row.getString("role"))),
                nullableInstant(row, "idle_at"),
                minutes(row, "idle_minutes"),
                minutes(row, "disconnect_minutes"),
                instant(row, "timer_due_at"),
                row.getLong("timer_after"));
    }

    private static @Nullable Duration minutes(ResultSet row, String column) throws SQLException {
        var minutes = row.getInt(column);
        return row.wasNull() ? null : Duration.ofMinutes(minutes);
    }
}
