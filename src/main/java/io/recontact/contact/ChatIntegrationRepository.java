package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code chat_integration}: the latest chat of each customer with each destination of a bridge. */
@Repository
class ChatIntegrationRepository {

    private final JdbcClient jdbc;

    ChatIntegrationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A chat and its customer. */
    record Chat(ContactId initialContact, ParticipantId customer) {}

    /** Locks the conversation until the end of the transaction, so that its events are handled one after the other. */
    void lock(ChatIntegration integration) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", String.join("\n", integration.destination(), integration.source(), integration.subtype()))
                .query((_, _) -> true)
                .single();
    }

    /** Returns the present chat of a conversation; empty if it has ended, or there was none. */
    Optional<Chat> findActive(ChatIntegration integration, Instant now) {
        return jdbc.sql("""
                        select session_id, participant_id
                        from chat_integration
                        where destination_id = :destination and source_id = :source and subtype = :subtype
                          and exists (
                              select
                              from contact
                              where contact.initial_contact_id = session_id and channel = 'CHAT'
                                and disconnected_at is null and expires_at > :now)
                        """)
                .param("destination", integration.destination())
                .param("source", integration.source())
                .param("subtype", integration.subtype())
                .param("now", now)
                .query((row, _) -> new Chat(
                        new ContactId(row.getObject("session_id", UUID.class)),
                        new ParticipantId(row.getObject("participant_id", UUID.class))))
                .optional();
    }

    /** Records the latest chat of a conversation. */
    void record(ChatIntegration integration, StartedChat chat) {
        jdbc.sql("""
                        insert into chat_integration (destination_id, source_id, subtype, session_id, participant_id)
                        values (:destination, :source, :subtype, :session, :participant)
                        on conflict (destination_id, source_id, subtype) do update
                        set session_id = excluded.session_id, participant_id = excluded.participant_id
                        """)
                .param("destination", integration.destination())
                .param("source", integration.source())
                .param("subtype", integration.subtype())
                .param("session", chat.contact().value())
                .param("participant", chat.participant().value())
                .update();
    }

    /** Returns the conversation that a chat belongs to; empty if it did not come through a bridge. */
    Optional<ChatIntegration> find(SessionId session) {
        return jdbc.sql("select source_id, destination_id, subtype from chat_integration where session_id = :session")
                .param("session", session.value())
                .query((row, _) -> new ChatIntegration(
                        row.getString("source_id"), row.getString("destination_id"), row.getString("subtype")))
                .optional();
    }

    /** Tells whether a session has a contact that has not ended. */
    boolean isActive(SessionId session) {
        return jdbc.sql("""
                        select exists (
                            select
                            from contact
                            where (id = :session or (initial_contact_id = :session and previous_contact_id is not null))
                              and disconnected_at is null)
                        """)
                .param("session", session.value())
                .query(Boolean.class)
                .single();
    }

    /** Deletes the conversation that a chat belongs to, and with it the customer's address. */
    void delete(SessionId session) {
        jdbc.sql("delete from chat_integration where session_id = :session")
                .param("session", session.value())
                .update();
    }
}
