package io.recontact.chat.participant;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.Sender;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Participants of chats, and the lock under which they come and go. */
interface ParticipantRepository extends Repository<Participant, ParticipantId> {

    /** The participants of a session who are connected, or may still connect. */
    interface Presence {

        /** Returns whether a custom bot is connected, or may still connect. */
        boolean isBot();

        /** Returns whether an agent is connected. */
        boolean isConnectedAgent();

        /** The number of agents who are connected, or may still connect. */
        int getAgents();
    }

    /**
     * Locks a session by its first contact, which is the same for all its contacts, before it touches the session
     * itself. Endings lock in this order too, so no deadlock arises.
     */
    default void lockContactOf(SessionId session) {
        lockContact(session.value());
    }

    /** Locks the session of a participant in the same way. */
    default void lockContactOf(ParticipantId participant) {
        lockContactOfParticipant(participant.value());
    }

    /** Locks a session in the same way unless another transaction has locked it; returns whether it did. */
    default boolean tryLockContactOf(SessionId session) {
        return tryLockContact(session.value()).isPresent();
    }

    /** Returns whether messages of a content type are among those that the chat supports. */
    @NativeQuery("select :contentType = any (supported_content_types) from chat_session where id = :session")
    boolean supports(UUID session, String contentType);

    @NativeQuery("select id from session_contact where id = :session for no key update")
    Optional<UUID> lockContact(UUID session);

    @NativeQuery("""
            select session_contact.id
            from participant join session_contact on session_contact.id = participant.session_id
            where participant.id = :participant
            for no key update of session_contact
            """)
    Optional<UUID> lockContactOfParticipant(UUID participant);

    @NativeQuery("select id from session_contact where id = :session for no key update skip locked")
    Optional<UUID> tryLockContact(UUID session);

    /** Returns the session of a participant, which never changes. */
    @Query("select new io.recontact.api.SessionId(p.session.value) from Participant p where p.id = :id")
    Optional<SessionId> findSession(ParticipantId id);

    /** Inserts a participant into a chat that is in the given contact and has not ended; returns the number of rows. */
    @Modifying
    @NativeQuery("""
            insert into participant (id, session_id, role, display_name, created_at, connect_by)
            select :id, chat_session.id, :role, :displayName, :now, cast(:connectBy as timestamptz)
            from chat_session
            where id = :session and current_contact_id = :contact and ended_at is null and expires_at > :now
            for key share -- retention deletes participants with their session
            """)
    int insert(
            UUID id,
            UUID session,
            UUID contact,
            String role,
            String displayName,
            Instant now,
            @Nullable Instant connectBy);

    /** Returns the participants who are connected to a session, or may still connect. */
    @NativeQuery("""
            select coalesce(bool_or(role = 'CUSTOM_BOT' and (connected_at is not null or connect_by > :now)),
                            false) as bot,
                   coalesce(bool_or(role = 'AGENT' and connected_at is not null), false) as connected_agent,
                   count(*) filter (where role = 'AGENT') as agents
            from participant
            where session_id = :session and left_at is null
            """)
    Presence presence(UUID session, Instant now);

    /** Returns the customers of sessions by their names. */
    @NativeQuery("""
            select session_id, display_name
            from participant
            where session_id = any (:sessions) and role = 'CUSTOMER'
            order by session_id, id
            """)
    List<CustomerName> findCustomers(UUID[] sessions);

    /** A session, and the name of its customer. */
    interface CustomerName {

        UUID getSessionId();

        String getDisplayName();
    }

    /** When the token of a participant expires; empty if its chat is no longer stored. */
    @NativeQuery("""
            select coalesce(connect_by, chat_session.expires_at)
            from participant join chat_session on chat_session.id = session_id
            where participant.id = :id
            """)
    Optional<Instant> tokenExpiry(UUID id);

    /** Marks a participant as connected; returns 0 if it was before, has left or is too late. */
    @Modifying
    @Query("""
            update Participant p
            set p.connectedAt = :now
            where p.id = :id and p.connectedAt is null and p.leftAt is null and (p.connectBy is null or p.connectBy > :now)
            """)
    int connect(ParticipantId id, Instant now);

    /** Marks a participant as disconnected, and stops its timers. */
    @Modifying
    @Query("update Participant p set p.leftAt = :now, p.timerDueAt = null where p.id = :id and p.leftAt is null")
    void leave(ParticipantId id, Instant now);

    /** Marks all participants of some roles as disconnected; returns those who were connected. */
    @Transactional
    default List<Sender> leaveAll(SessionId session, Set<ParticipantRole> roles, Instant now) {
        return roles.isEmpty()
                ? List.of()
                : senders(
                        leaveAll(session.value(), roles.stream().map(Enum::name).toList(), now));
    }

    @NativeQuery("""
            with gone as (
                update participant
                set left_at = :now, timer_due_at = null
                where session_id = :session and role in (:roles) and left_at is null
                returning *
            )
            select *
            from gone
            where connected_at is not null
            order by connected_at, id
            """)
    List<Participant> leaveAll(UUID session, Collection<String> roles, Instant now);

    /** The connected participants of some roles. */
    default List<Sender> connected(SessionId session, Set<ParticipantRole> roles) {
        return senders(findConnected(session, roles));
    }

    @Query("""
            select p
            from Participant p
            where p.session = :session and p.role in :roles and p.connectedAt is not null and p.leftAt is null
            order by p.connectedAt, p.id.value
            """)
    List<Participant> findConnected(SessionId session, Collection<ParticipantRole> roles);

    /** The roles whose participants leave when the customer of a session leaves. */
    @NativeQuery("select unnest(disconnect_on_customer_exit) from chat_session where id = :session")
    List<String> rolesLeavingWithCustomer(UUID session);

    private static List<Sender> senders(List<Participant> participants) {
        return participants.stream().map(Participant::sender).toList();
    }
}
