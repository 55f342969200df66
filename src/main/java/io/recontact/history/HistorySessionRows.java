package io.recontact.history;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes the words of contacts and the marks of imported contacts. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class HistorySessionRows implements SessionRows {

    private final JdbcClient jdbc;

    HistorySessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                .delete("contact_text_due", "delete from contact_text_due where contact_id = any (:contacts)")
                .delete("imported_contact", "delete from imported_contact where contact_id = any (:contacts)")
                .delete("contact_text", "delete from contact_text where contact_id = any (:contacts)")
                .rows();
    }
}
