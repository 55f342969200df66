package io.recontact.history.archive;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/**
 * Deletes the rows of transcript files with their contacts. An erasure also has the files deleted; retention does so by
 * a setting. Plain JDBC: statements on sets of a thousand.
 */
@Repository
@Order(SessionRows.LEAVES)
class TranscriptFileSessionRows implements SessionRows {

    private final TranscriptFileDeletionRepository deletions;
    private final TranscriptArchiveProperties settings;

    TranscriptFileSessionRows(TranscriptFileDeletionRepository deletions, TranscriptArchiveProperties settings) {
        this.deletions = deletions;
        this.settings = settings;
    }

    @Override
    public void delete(SessionStatements statements) {
        // First: waits for a write that begins, whose row the next statement then sees.
        statements.add("transcript_file_due", "delete from transcript_file_due where contact_id = any (:contacts)");
        if (statements.erasure() == null && !settings.deleteExpired()) {
            statements.add("transcript_file", "delete from transcript_file where contact_id = any (:contacts)");
        } else {
            deletions.replaceFiles(statements);
        }
    }
}
