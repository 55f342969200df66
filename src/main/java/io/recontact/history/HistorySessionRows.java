package io.recontact.history;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/** Deletes the words of contacts and the marks of imported contacts. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class HistorySessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                .add("contact_text_due", "delete from contact_text_due where contact_id = any (:contacts)")
                .add("imported_contact", "delete from imported_contact where contact_id = any (:contacts)")
                .add("contact_text", "delete from contact_text where contact_id = any (:contacts)");
    }
}
