package io.recontact.flow;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
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

/** The messages that flows add to chats: their own and those of bots. Both have the role SYSTEM and never join. */
@Component
class FlowMessages {

    /** The maximum length of a message in characters. */
    static final int MAX_LENGTH = 16_384;

    private final TranscriptRepository transcript;
    private final UuidV7Generator ids;

    FlowMessages(TranscriptRepository transcript, UuidV7Generator ids) {
        this.transcript = transcript;
        this.ids = ids;
    }

    /** Adds a text of the flow; returns false if the contact has no chat, or if the text is empty or too long. */
    boolean say(FlowExecution execution, String text) {
        return send(execution, new ChatMessage(ContentTypes.PLAIN, text));
    }

    /** Adds a message of the flow; returns false as {@link #say} does. */
    boolean send(FlowExecution execution, ChatMessage message) {
        return append(execution, "SYSTEM", "SYSTEM_MESSAGE", message);
    }

    /** Adds a message of the flow's bot; returns false as {@link #say} does. */
    boolean sayAsBot(FlowExecution execution, ChatMessage message) {
        return append(execution, "BOT", "BOT", message);
    }

    private boolean append(FlowExecution execution, String sender, String displayName, ChatMessage message) {
        if (!execution.segment.isChat()
                || message.content().isBlank()
                || message.content().length() > MAX_LENGTH) {
            return false;
        }
        var session = execution.segment.session();
        var item = new NewItem(
                new ItemId(ids.next()),
                ItemType.MESSAGE,
                message.contentType(),
                message.content(),
                new Sender(id(sender, session), displayName, ParticipantRole.SYSTEM),
                List.of());
        return transcript.append(session, item, execution.now).isPresent();
    }

    /** Returns an id that is the same in all segments and on all nodes. */
    private static ParticipantId id(String sender, SessionId session) {
        return new ParticipantId(
                UUID.nameUUIDFromBytes("%s %s".formatted(sender, session).getBytes(StandardCharsets.UTF_8)));
    }
}
