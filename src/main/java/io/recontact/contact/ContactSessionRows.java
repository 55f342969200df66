package io.recontact.contact;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes contacts, after everything that refers to them. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.CONTACTS)
class ContactSessionRows implements SessionRows {

    private final JdbcClient jdbc;

    ContactSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                .delete("event_hook", "delete from event_hook where session_id = any (:contacts)")
                .delete("chat_integration", "delete from chat_integration where session_id = any (:sessions)")
                .delete("contact", "delete from contact where id = any (:contacts)")
                .rows();
    }
}
