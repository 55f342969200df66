package io.recontact.chat;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/**
 * Deletes chat sessions with their transcripts and participants. A trigger on attachments records their contents, which
 * a job deletes. Plain JDBC: statements on sets of a thousand.
 */
@Repository
@Order(SessionRows.CHAT_SESSIONS)
class ChatSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                // First: every statement that appends to a transcript locks this row, so nothing is appended behind it.
                .add("chat_session", "delete from chat_session where id = any (:sessions)")
                .add("attachment_download", """
                        delete from attachment_download
                        using attachment
                        where attachment_download.attachment_id = attachment.id
                          and attachment.session_id = any (:sessions)
                        """)
                .add("attachment", "delete from attachment where session_id = any (:sessions)")
                .add("receipt", "delete from receipt where session_id = any (:sessions)")
                .add("timer_setting", "delete from timer_setting where session_id = any (:sessions)")
                .add("held_message", "delete from held_message where session_id = any (:sessions)")
                .add("message_processing", "delete from message_processing where session_id = any (:sessions)")
                .add("transcript_item", "delete from transcript_item where session_id = any (:sessions)")
                .add("participant", "delete from participant where session_id = any (:sessions)");
    }

    @Override
    public void count(SessionStatements statements) {
        statements
                .add("chat_session", "select count(*) from chat_session where id = any (:sessions)")
                .add("transcript_item", "select count(*) from transcript_item where session_id = any (:sessions)")
                .add("attachment", "select count(*) from attachment where session_id = any (:sessions)");
    }
}
