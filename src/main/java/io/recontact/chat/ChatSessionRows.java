package io.recontact.chat;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deletes chat sessions with their transcripts and participants. A trigger on attachments records their contents, which
 * a job deletes. Plain JDBC: statements on sets of a thousand.
 */
@Repository
@Order(SessionRows.CHAT_SESSIONS)
class ChatSessionRows implements SessionRows {

    private final JdbcClient jdbc;

    ChatSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                // First: every statement that appends to a transcript locks this row, so nothing is appended behind it.
                .delete("chat_session", "delete from chat_session where id = any (:sessions)")
                .delete("attachment_download", """
                        delete from attachment_download
                        using attachment
                        where attachment_download.attachment_id = attachment.id
                          and attachment.session_id = any (:sessions)
                        """)
                .delete("attachment", "delete from attachment where session_id = any (:sessions)")
                .delete("receipt", "delete from receipt where session_id = any (:sessions)")
                .delete("timer_setting", "delete from timer_setting where session_id = any (:sessions)")
                .delete("held_message", "delete from held_message where session_id = any (:sessions)")
                .delete("message_processing", "delete from message_processing where session_id = any (:sessions)")
                .delete("transcript_item", "delete from transcript_item where session_id = any (:sessions)")
                .delete("participant", "delete from participant where session_id = any (:sessions)")
                .rows();
    }

    @Override
    public Map<String, Integer> count(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                .count("chat_session", "select count(*) from chat_session where id = any (:sessions)")
                .count("transcript_item", "select count(*) from transcript_item where session_id = any (:sessions)")
                .count("attachment", "select count(*) from attachment where session_id = any (:sessions)")
                .rows();
    }
}
