package io.recontact.chat.message;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.BatchExecutor;
import io.recontact.api.InvalidRequestException;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemsAppended;
import io.recontact.chat.transcript.Processing;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** SendMessage. */
@Service
public class MessageService {

    /** Enough for a message whose chat is locked, and whose sender must join first and end its idleness. */
    private static final int MAX_ATTEMPTS = 6;

    /** Two batches keep the database busy while one of them commits. */
    private static final int BATCHES = 2;

    /** Longer than a batch takes, unless the database hangs or is away. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final SentMessageRepository messages;
    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectService connects;
    private final TranscriptRepository transcript;
    private final HeldMessageRepository held;
    private final SentItemIds sentIds;
    private final ChatProperties limits;
    private final ApplicationEventPublisher events;
    private final BatchExecutor<OutgoingMessage, Optional<AppendedMessage>> batches;

    MessageService(
            SentMessageRepository messages,
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            TranscriptRepository transcript,
            HeldMessageRepository held,
            SentItemIds sentIds,
            ChatProperties limits,
            ApplicationEventPublisher events) {
        this.messages = messages;
        this.authenticator = authenticator;
        this.connects = connects;
        this.transcript = transcript;
        this.held = held;
        this.sentIds = sentIds;
        this.limits = limits;
        this.events = events;
        this.batches = new BatchExecutor<>(BATCHES, PATIENCE, messages::appendAll);
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
        var outgoing = new OutgoingMessage(participant, id, message);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var appended = attempt == 0 ? batches.execute(outgoing) : messages.append(outgoing);
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
