package io.recontact.contact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Later segments of a session, written to the tables as a transfer or a disconnect flow would. */
record NextContacts(JdbcClient jdbc) {

    /** Adds a segment that ended {@code seconds} after the end of the first contact of the session. */
    String append(String first, String previous, String method, int seconds) {
        return insert(first, previous, method, seconds);
    }

    /** Adds an active segment; the previous one ends. */
    String appendActive(String first, String previous) {
        jdbc.sql("update contact set disconnected_at = initiated_at where id = :id and disconnected_at is null")
                .param("id", UUID.fromString(previous))
                .update();
        return insert(first, previous, "TRANSFER", null);
    }

    /** Transfers an active session to a new segment, which has all later items; the previous segment ends. */
    String transfer(String first, Instant now) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        with present as (
                            select current_contact_id as id, next_sequence from chat_session where id = :first
                        ), ended as (
                            update contact
                            set disconnected_at = :now
                            from present
                            where contact.id = present.id
                            returning contact.id, present.next_sequence
                        ), begun as (
                            insert into contact (id, instance_id, initial_contact_id, previous_contact_id,
                                association_id, channel, initiation_method, initiated_at, connected_to_system_at,
                                last_updated_at, expires_at, first_sequence)
                            select :id, instance_id, contact.id, ended.id, association_id, channel, 'TRANSFER', :now,
                                   :now, :now, expires_at, ended.next_sequence
                            from contact cross join ended
                            where contact.id = :first
                        )
                        update chat_session set current_contact_id = :id where id = :first
                        """)
                .param("id", id)
                .param("first", UUID.fromString(first))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return id.toString();
    }

    /** Adds many messages to a session; sending them would take a test too long. */
    void fill(String session, int messages) {
        jdbc.sql("""
                        with said as (
                            insert into transcript_item (session_id, sequence, id, contact_id, created_at, type,
                                content_type, content)
                            select id, next_sequence + n, gen_random_uuid(), current_contact_id, last_item_at,
                                   'MESSAGE', 'text/plain', 'filler ' || n
                            from chat_session cross join generate_series(0, :messages - 1) n
                            where id = :session
                        )
                        update chat_session set next_sequence = next_sequence + :messages where id = :session
                        """)
                .param("session", UUID.fromString(session))
                .param("messages", messages)
                .update();
    }

    private String insert(String first, String previous, String method, @Nullable Integer seconds) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into contact (id, instance_id, initial_contact_id, previous_contact_id, association_id,
                            channel, initiation_method, initiated_at, disconnected_at, last_updated_at,
                            expires_at)
                        select :id, instance_id, id, :previous, association_id, channel, :method,
                               initiated_at + interval '1 ms' * coalesce(cast(:seconds as integer), 1),
                               disconnected_at + cast(:seconds as integer) * interval '1 second', last_updated_at,
                               expires_at
                        from contact where id = :first
                        """)
                .param("id", id)
                .param("first", UUID.fromString(first))
                .param("previous", UUID.fromString(previous))
                .param("method", method)
                .param("seconds", seconds)
                .update();
        return id.toString();
    }
}
