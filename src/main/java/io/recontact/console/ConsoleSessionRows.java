package io.recontact.console;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/**
 * Deletes the records of who has read the transcripts of contacts and how far, also where the console is switched off.
 * Plain JDBC: a statement on a set of a thousand.
 */
@Repository
@Order(SessionRows.LEAVES)
class ConsoleSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                .add("transcript_access", "delete from transcript_access where contact_id = any (:contacts)")
                .add("conversation_read", "delete from conversation_read where contact_id = any (:contacts)");
    }
}
