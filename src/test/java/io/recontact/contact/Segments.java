package io.recontact.contact;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Later segments of a session, put into the tables as a transfer or a disconnect flow would leave them. */
record Segments(JdbcClient jdbc) {

    /** A segment that ended {@code seconds} after the first contact of the session did. */
    String append(String first, String previous, String method, int seconds) {
        return insert(first, previous, method, seconds);
    }

    /** A segment that goes on. */
    String appendActive(String first, String previous) {
        return insert(first, previous, "TRANSFER", null);
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
