package io.recontact.contact;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/** Deletes contacts, after everything that refers to them. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.CONTACTS)
class ContactSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                .add("event_hook", "delete from event_hook where session_id = any (:contacts)")
                .add("chat_integration", "delete from chat_integration where session_id = any (:sessions)")
                .add("contact", "delete from contact where id = any (:contacts)");
    }
}
