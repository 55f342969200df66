package io.recontact.chat.message;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.SessionId;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemPosition;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.chat.transcript.Processing;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** SendMessage. */
@Service
public class MessageService {

    /** Enough for a participant who must join first and whose idleness must end. */
    private static final int MAX_ATTEMPTS = 5;

    /**
     * Appends a message in one statement, which is its own transaction and one round trip; hence JDBC rather than JPA.
     * The statement may wait for the session's row. Its conditions therefore read this row alone, of which PostgreSQL
     * then checks the latest version (docs/decisions/0017). If it returns no row, {@link #diagnoseRejection} finds the
     * reason.
     */
    private static final String SEND = """
            with sender as (
                select id, session_id, role, display_name
                from participant
                where id = :participant
            ), assigned as (
                update chat_session
                set next_sequence = chat_session.next_sequence + 1,
                    last_item_at = greatest(chat_session.last_item_at + interval '1 millisecond', :now)
                from sender
                where chat_session.id = sender.session_id and sender.id = any (chat_session.speakers)
                  and chat_session.ended_at is null and chat_session.expires_at > :now
                  and not chat_session.holds_messages
                  and :content_type = any (chat_session.supported_content_types)
                  and exists (select from active_instance where id = chat_session.instance_id)
                  and not exists (select from transcript_item where session_id = sender.session_id and id = :id)
                returning chat_session.id, chat_session.next_sequence - 1 as sequence,
                          chat_session.current_contact_id, chat_session.last_item_at
            )
            insert into transcript_item (
                session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
                display_name, role)
            select assigned.id, assigned.sequence, :id, assigned.current_contact_id, assigned.last_item_at, 'MESSAGE', :content_type,
                   :content, sender.id, sender.display_name, sender.role
            from assigned cross join sender
            on conflict (session_id, id) do nothing
            returning session_id, sequence, created_at
            """;

    private record Appended(SessionId session, ItemPosition position) {}

    private final JdbcClient jdbc;
    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectService connects;
    private final TranscriptRepository transcript;
    private final HeldMessageRepository held;
    private final SentItemIds sentIds;
    private final ChatProperties limits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageService(
            JdbcClient jdbc,
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            TranscriptRepository transcript,
            HeldMessageRepository held,
            SentItemIds sentIds,
            ChatProperties limits,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.authenticator = authenticator;
        this.connects = connects;
        this.transcript = transcript;
        this.held = held;
        this.sentIds = sentIds;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sends a message. If the chat has a processor, the message is held until it is decided. A repeat with the same
     * ClientToken returns the first answer and sends nothing.
     *
     * @throws AccessDeniedException if the participant has left or the chat has ended
     * @throws InvalidRequestException if the chat does not support the content type, or the ClientToken was used for
     *     another message
     */
    public SentItem send(ParticipantId participant, ChatMessage message, @Nullable String clientToken) {
        requireSendable(message);
        var id = sentIds.of(participant, "SendMessage", clientToken);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var appended = append(participant, id, message);
            if (appended.isPresent()) {
                events.publishEvent(new ItemsAppended(appended.get().session()));
                return SentItem.of(id, appended.get().position().at());
            }
            var earlier = diagnoseRejection(participant, id, message);
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        throw new IllegalStateException("A message was rejected %d times without a reason".formatted(MAX_ATTEMPTS));
    }

    private Optional<Appended> append(ParticipantId participant, ItemId id, ChatMessage message) {
        return jdbc.sql(SEND)
                .param("participant", participant.value())
                .param("now", clock.instant())
                .param("id", id.value())
                .param("content_type", message.contentType())
                .param("content", message.content())
                .query((row, _) -> new Appended(
                        new SessionId(row.getObject("session_id", UUID.class)),
                        new ItemPosition(row.getLong("sequence"), instant(row, "created_at"))))
                .optional();
    }

    /**
     * Handles a message that was not appended: returns the first answer to a repeat, throws if the message is not
     * allowed, makes the participant join or active again, so that the next attempt succeeds, or holds the message if
     * the chat has a processor.
     */
    private Optional<SentItem> diagnoseRejection(ParticipantId participant, ItemId id, ChatMessage message) {
        var context = authenticator.requireActive(participant);
        var earlier = transcript.find(context.session(), id);
        if (earlier.isPresent()) {
            var first = earlier.get();
            if (first.processing() != Processing.PROCESSED) { // what the processor has read is not kept
                requireSame(message, new ChatMessage(first.contentType(), String.valueOf(first.content())));
            }
            return Optional.of(new SentItem(first.id(), first.at(), first.processingStatus()));
        }
        var waiting = context.holdsMessages() ? held.find(context.session(), id) : Optional.<HeldMessage>empty();
        if (waiting.isPresent()) {
            requireSame(message, waiting.get().message());
            return Optional.of(waiting.get().answer());
        }
        if (!context.supportedContentTypes().contains(message.contentType())) {
            throw new InvalidRequestException("ContentType is not among those that the chat supports");
        }
        connects.connectIfNeeded(context);
        return context.holdsMessages() ? held.hold(participant, id, message) : Optional.empty();
    }

    private static void requireSame(ChatMessage message, ChatMessage first) {
        if (!message.equals(first)) {
            throw new InvalidRequestException("ClientToken was used before for another message");
        }
    }

    private void requireSendable(ChatMessage message) {
        if (!ContentTypes.SENDABLE.contains(message.contentType())) {
            throw new InvalidRequestException("ContentType is not a type of messages that participants may send");
        }
        limits.messages().check("Content", message);
    }
}
