package io.recontact.webhook;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes streams and undelivered events. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class WebhookSessionRows implements SessionRows {

    private final JdbcClient jdbc;

    WebhookSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                // The backlog first: as for every change of events, its row is the lock.
                .delete("contact_event_backlog", "delete from contact_event_backlog where contact_id = any (:contacts)")
                .delete("contact_event", "delete from contact_event where contact_id = any (:contacts)")
                .delete("chat_stream", "delete from chat_stream where session_id = any (:sessions)")
                .rows();
    }
}
