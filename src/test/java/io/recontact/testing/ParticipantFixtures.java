package io.recontact.testing;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Participants beside the customer, written to the tables as an invitation would. */
public record ParticipantFixtures(JdbcClient jdbc, TokenService tokens) {

    /** Invites a participant of a role and returns its token. The participant has not connected yet. */
    public String invite(String session, String role) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into participant (id, session_id, role, display_name, created_at, user_id)
                        select :id, id, :role, 'Grace', started_at, case when :role = 'SUPERVISOR' then :id end
                        from chat_session
                        where id = :session
                        """)
                .param("id", id)
                .param("role", role)
                .param("session", UUID.fromString(session))
                .update();
        return tokens.issue(new ParticipantId(id));
    }
}
