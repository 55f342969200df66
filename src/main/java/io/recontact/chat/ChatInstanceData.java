package io.recontact.chat;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.drained;
import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The chats of an instance, for moves between cells. */
@Component
@Order(InstanceData.CHAT_SESSIONS)
class ChatInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";
    private static final String OF_SESSION =
            "session_id in (select id from chat_session where instance_id = :instance)";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("chat_session", OWN).unless("ended_at is null"),
                copied("participant", OF_SESSION),
                copied("transcript_item", OF_SESSION),
                copied("receipt", OF_SESSION),
                copied("timer_setting", OF_SESSION),
                // AttachmentTransfer stores the contents.
                copied("attachment", OF_SESSION).without("content_id", "large_object"),
                drained("held_message", OF_SESSION, "a function decides about these messages now"),
                drained("message_processing", OF_SESSION, "leases of nodes of the cell"),
                kept("attachment_download", "URLs of the cell, which expire soon"),
                kept("discarded_content", "contents that the cell deletes"),
                kept("token_key", "each cell signs with keys of its own"));
    }
}
