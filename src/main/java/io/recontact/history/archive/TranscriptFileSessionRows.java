package io.recontact.history.archive;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deletes the rows of transcript files with their contacts. An erasure also has the files deleted; retention does so by
 * a setting. Plain JDBC: statements on sets of a thousand.
 */
@Repository
@Order(SessionRows.LEAVES)
class TranscriptFileSessionRows implements SessionRows {

    private final JdbcClient jdbc;
    private final TranscriptFileDeletionRepository deletions;
    private final TranscriptArchiveProperties settings;

    TranscriptFileSessionRows(
            JdbcClient jdbc, TranscriptFileDeletionRepository deletions, TranscriptArchiveProperties settings) {
        this.jdbc = jdbc;
        this.deletions = deletions;
        this.settings = settings;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        var statements = new SessionStatements(jdbc, batch)
                // First: waits for a write that begins, whose row the next statement then sees.
                .delete("transcript_file_due", "delete from transcript_file_due where contact_id = any (:contacts)");
        if (batch.erasure() == null && !settings.deleteExpired()) {
            return statements
                    .delete("transcript_file", "delete from transcript_file where contact_id = any (:contacts)")
                    .rows();
        }
        var rows = new TreeMap<>(statements.rows());
        rows.put("transcript_file", deletions.replaceFiles(batch));
        return rows;
    }
}
