package io.recontact.chat.participant;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Running idle timers: columns of {@code participant}, with the time of the next check. */
interface IdleTimerRepository extends Repository<Participant, ParticipantId> {

    /** A session that has not ended. */
    interface ActiveSession {

        /** The contact that the chat is in. */
        UUID getContact();

        /** The sequence of the newest item. */
        long getNewest();
    }

    /**
     * Restarts the timers of a session with its current settings if the customer and an agent are connected. An idle
     * participant stays idle until it sends something. A message that was in flight when it became idle must still be
     * found, so {@code timer_after} stays too.
     */
    @Modifying
    @NativeQuery("""
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
    int restart(UUID session, Instant now);

    /** Sessions with a due timer, the longest due first. */
    @Query("""
            select new io.recontact.api.SessionId(p.session.value)
            from Participant p
            where p.timerDueAt <= :now
            group by p.session.value
            order by min(p.timerDueAt)
            """)
    List<SessionId> sessionsDue(Instant now, Limit limit);

    /** Locks a session unless it has ended, so that no item is appended until the end of the transaction. */
    @NativeQuery("""
            select current_contact_id as contact, next_sequence - 1 as newest
            from chat_session
            where id = :session and ended_at is null and expires_at > :now
              and exists (select from active_instance where id = chat_session.instance_id)
            for no key update of chat_session
            """)
    Optional<ActiveSession> lockActive(UUID session, Instant now);

    /** The participants of a session whose timers are due, the longest due first. */
    @Query("""
            select p
            from Participant p
            where p.session = :session and p.timerDueAt <= :now
            order by p.timerDueAt, p.id.value
            """)
    List<Participant> due(SessionId session, Instant now);

    /** Sets when to check a participant next; null means never. */
    @Modifying
    @Query("update Participant p set p.timerDueAt = :due, p.timerAfter = :newest where p.id = :id")
    int reschedule(ParticipantId id, @Nullable Instant due, long newest);

    /** Marks a participant as idle. */
    @Modifying
    @Transactional
    @Query("update Participant p set p.idleAt = :now where p.id = :id")
    int markIdle(ParticipantId id, Instant now);

    /** Ends the idleness of a participant, and runs its timers from {@code since}; returns 0 if it was not idle. */
    @Modifying
    @Transactional
    @NativeQuery("""
            update participant
            set idle_at = null,
                timer_due_at = cast(:since as timestamptz)
                    + make_interval(mins => coalesce(idle_minutes, disconnect_minutes)),
                timer_after = (select next_sequence - 1 from chat_session where id = participant.session_id)
            where id = :id and idle_at is not null and left_at is null
            """)
    int markReturned(UUID id, Instant since);

    /** Stops the timers of a session. */
    @Modifying
    @Query("update Participant p set p.timerDueAt = null where p.session = :session and p.timerDueAt is not null")
    int stop(SessionId session);
}
