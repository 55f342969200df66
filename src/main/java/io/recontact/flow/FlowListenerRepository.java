package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the runs that wait for new items. Every message asks for them, so this reads without JPA: with it, SendMessage
 * kept 0.93 of its rate ({@code bench/run --compare}).
 */
@Repository
class FlowListenerRepository {

    private final JdbcClient jdbc;

    FlowListenerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the contacts of runs that wait for an item in one of some transcripts. */
    List<ContactId> findContacts(Collection<SessionId> sessions) {
        return jdbc.sql(
                        "select contact_id from flow_run where listens and session_id = any (cast((select :sessions) as uuid[]))")
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .query((row, _) -> new ContactId(row.getObject(1, UUID.class)))
                .list();
    }
}
