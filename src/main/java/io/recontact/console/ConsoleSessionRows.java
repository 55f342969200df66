package io.recontact.console;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deletes the records of who has read the transcripts of contacts and how far, also where the console is switched off.
 * Plain JDBC: a statement on a set of a thousand.
 */
@Repository
@Order(SessionRows.LEAVES)
class ConsoleSessionRows implements SessionRows {

    private final JdbcClient jdbc;

    ConsoleSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                .delete("transcript_access", "delete from transcript_access where contact_id = any (:contacts)")
                .delete("conversation_read", "delete from conversation_read where contact_id = any (:contacts)")
                .rows();
    }
}
