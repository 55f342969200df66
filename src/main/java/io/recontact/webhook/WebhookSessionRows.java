package io.recontact.webhook;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/** Deletes streams and undelivered events. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class WebhookSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                // The backlog first: as for every change of events, its row is the lock.
                .add("contact_event_backlog", "delete from contact_event_backlog where contact_id = any (:contacts)")
                .add("contact_event", "delete from contact_event where contact_id = any (:contacts)")
                .add("chat_stream", "delete from chat_stream where session_id = any (:sessions)");
    }
}
