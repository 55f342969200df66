package io.recontact.flow;

import io.recontact.api.ParticipantRole;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Sender;
import io.recontact.chat.transcript.TranscriptRepository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Appends the messages of flows to transcripts. */
@Component
class SystemMessages {

    private final TranscriptRepository transcript;
    private final UuidV7Generator ids;

    SystemMessages(TranscriptRepository transcript, UuidV7Generator ids) {
        this.transcript = transcript;
        this.ids = ids;
    }

    /** Sends a message to the chat; returns false if the chat has ended. */
    boolean send(FlowExecution execution, String contentType, String content) {
        var session = execution.segment.session();
        var item = new NewItem(
                new ItemId(ids.next()),
                ItemType.MESSAGE,
                contentType,
                content,
                // The system never joins. Its id is the same in all segments and on all nodes.
                new Sender(
                        new ParticipantId(
                                UUID.nameUUIDFromBytes(("SYSTEM " + session).getBytes(StandardCharsets.UTF_8))),
                        "SYSTEM_MESSAGE",
                        ParticipantRole.SYSTEM),
                List.of());
        return transcript.append(session, item, execution.now).isPresent();
    }
}
