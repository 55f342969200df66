package io.recontact.chat.transcript;

import io.recontact.api.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Chat sessions: their past sessions, and positions in their transcripts. */
interface ChatSessionRepository extends Repository<ChatSession, SessionId> {

    /** The newest item of a session. */
    interface NewestItem {

        /** Returns the id of the session. */
        UUID getSession();

        /** Returns the sequence of its newest item; zero if there is none. */
        long getSequence();
    }

    /** The items of a contact. */
    interface ContactRange {

        /** Returns the sequence of the first item. */
        long getFirst();

        /** Returns the sequence of the last item; null if the contact is the last one of its session. */
        @Nullable Long getLast();
    }

    /** Links an active session to a past one; returns 0 if it has a past session already, or has ended. */
    @Modifying
    @Query("""
            update ChatSession s
            set s.pastSession = :past, s.pastUntil = :until
            where s.id = :session and s.pastSession is null and s.endedAt is null and s.expiresAt > :now
            """)
    int attach(SessionId session, SessionId past, @Nullable Long until, Instant now);

    @Query("select s.nextSequence - 1 from ChatSession s where s.id = :session")
    Optional<Long> findNewest(SessionId session);

    /** Returns the newest item of each session, without the sessions that deleted instances have left. */
    @NativeQuery("""
            select session.id as session, session.next_sequence - 1 as sequence
            from chat_session session
            join active_instance on active_instance.id = session.instance_id
            where session.id = any (:sessions)
            """)
    List<NewestItem> findNewest(UUID[] sessions);

    /** Returns the sessions that have items after the sequence at the same index. */
    @NativeQuery("""
            select id
            from chat_session
            join unnest(:sessions, cast(:sequences as bigint[])) as seen (session_id, sequence)
                on seen.session_id = chat_session.id
            where next_sequence - 1 > seen.sequence
            """)
    List<UUID> findWithNewItems(UUID[] sessions, Long[] sequences);

    /** Returns when a participant last sent a message or an attachment after an item, or a message that is held. */
    @NativeQuery("""
            select greatest(
                (select created_at
                 from transcript_item
                 where session_id = :session and sequence > :after and participant_id = :participant and type <> 'EVENT'
                 order by sequence desc
                 limit 1),
                (select max(sent_at)
                 from held_message
                 where session_id = :session and participant_id = :participant))
            """)
    Optional<Instant> findLastSentAt(UUID session, UUID participant, long after);

    /**
     * Walks past sessions one by one, up to the given one. Returns its newest item that is visible from a session;
     * empty if it is not part of the past of that session.
     */
    @NativeQuery("""
            with recursive past (session, until) as (
                select cast(:session as uuid), cast(:all as bigint)
                union all
                select source.id, coalesce(later.past_until, :all)
                from past
                join chat_session later on later.id = past.session
                join chat_session source on source.id = later.past_session_id and source.started_at >= :oldestKept
                where past.session <> :past
            )
            select until
            from past
            where session = :past
            """)
    Optional<Long> findNewestVisible(UUID session, UUID past, Instant oldestKept, long all);

    /** Returns the range of the items of a contact; empty if the session has no such contact. */
    @NativeQuery("""
            select first_sequence as first,
                   (select min(first_sequence) - 1
                    from session_contact later
                    where later.session_id = :session and later.previous_contact_id is not null
                      and later.first_sequence > session_contact.first_sequence) as last
            from session_contact
            where id = :contact and session_id = :session
            """)
    Optional<ContactRange> findRange(UUID session, UUID contact);

    @NativeQuery("select sequence from transcript_item where session_id = :session and id = :item")
    Optional<Long> findSequence(UUID session, UUID item);

    /** Returns the sequence of the n-th most recent item that a reader sees, or of the oldest if there are fewer. */
    @NativeQuery("""
            select coalesce(min(sequence), 1)
            from (
                select sequence
                from transcript_item
                where session_id = :session
                  and (processing is null or processing in ('PROCESSED', 'UNPROCESSED') or participant_id = :reader)
                order by sequence desc
                limit :number
            ) newest
            """)
    long findMostRecent(UUID session, @Nullable UUID reader, int number);
}
