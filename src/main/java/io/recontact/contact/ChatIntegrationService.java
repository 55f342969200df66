package io.recontact.contact;

import io.recontact.api.ConflictException;
import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.message.ChatEventService;
import io.recontact.chat.message.MessageService;
import io.recontact.chat.participant.ParticipantConnectionService;
import io.recontact.chat.participant.ParticipantDisconnectService;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Sender;
import io.recontact.chat.transcript.TranscriptRepository;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The chats of bridges, such as one for SMS: the bridge sends what the customer writes, and a stream tells it what the
 * customer is to read. The customer has no connection of its own; the service connects it at once.
 */
@Service
public class ChatIntegrationService {

    private static final String OUTBOUND = "StartOutboundChatContact";

    private final ChatIntegrationRepository integrations;
    private final StartChatContactService starts;
    private final ParticipantConnectionService connections;
    private final ParticipantDisconnectService disconnects;
    private final MessageService messages;
    private final ChatEventService chatEvents;
    private final TranscriptRepository transcript;
    private final ClientTokenService tokens;
    private final ChatProperties limits;
    private final UuidV7Generator ids;
    private final Clock clock;

    ChatIntegrationService(
            ChatIntegrationRepository integrations,
            StartChatContactService starts,
            ParticipantConnectionService connections,
            ParticipantDisconnectService disconnects,
            MessageService messages,
            ChatEventService chatEvents,
            TranscriptRepository transcript,
            ClientTokenService tokens,
            ChatProperties limits,
            UuidV7Generator ids,
            Clock clock) {
        this.integrations = integrations;
        this.starts = starts;
        this.connections = connections;
        this.disconnects = disconnects;
        this.messages = messages;
        this.chatEvents = chatEvents;
        this.transcript = transcript;
        this.tokens = tokens;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The chat that an event was handled in.
     *
     * @param initialContact null if the event needs a chat, and there is none
     */
    public record Handled(@Nullable ContactId initialContact, boolean isNew) {

        private static final Handled NOT = new Handled(null, false);
    }

    /**
     * Lets the customer send a message. Without a chat, a new one begins with the message.
     *
     * @param newChat the chat to begin, with the message as its first; not asked if there is a chat
     */
    @Transactional
    public Handled message(ChatIntegration integration, ChatMessage message, Supplier<NewChat> newChat) {
        var active = lock(integration);
        if (active.isEmpty()) {
            return new Handled(begin(integration, newChat.get(), null).contact(), true);
        }
        messages.send(active.get().customer(), message, null);
        return new Handled(active.get().initialContact(), false);
    }

    /** Lets the customer send an event, such as a receipt. Does nothing without a chat. */
    @Transactional
    public Handled event(ChatIntegration integration, String contentType, @Nullable String content) {
        var active = lock(integration);
        active.ifPresent(chat -> chatEvents.send(chat.customer(), contentType, content, null));
        return handled(active);
    }

    /** Lets the customer leave, which ends the chat. Does nothing without a chat. */
    @Transactional
    public Handled disconnect(ChatIntegration integration) {
        var active = lock(integration);
        active.ifPresent(chat -> disconnects.disconnect(chat.customer(), null));
        return handled(active);
    }

    /**
     * Starts a chat with a customer who has not written.
     *
     * @param firstMessage what the customer reads first; absent for none
     * @return its contact, or that of the first request with the client token
     * @throws ConflictException if the customer has a chat with the destination
     * @throws InvalidParameterException if the first message is too long
     * @throws InvalidRequestException if the chat does not support the type of the first message, or the token was used
     *     for another request
     * @throws ResourceNotFoundException if the instance, the flow or the related contact does not exist
     */
    @Transactional
    public ContactId startOutbound(
            ChatIntegration integration,
            NewChat chat,
            @Nullable ChatMessage firstMessage,
            @Nullable String clientToken) {
        if (firstMessage != null) {
            requireSupported(chat, firstMessage);
        }
        var claim = tokens.newClaim(
                chat.instance().value(),
                OUTBOUND,
                clientToken,
                List.of(integration, chat, Optional.ofNullable(firstMessage)));
        var active = lock(integration);
        var earlier = tokens.findAnswer(claim);
        if (earlier.isPresent()) {
            return new ContactId(earlier.get().id());
        }
        if (active.isPresent()) {
            throw new ConflictException("The customer has the chat of contact %s with this destination"
                    .formatted(active.get().initialContact()));
        }
        var started = begin(integration, chat, firstMessage);
        if (!tokens.claim(claim, AnswerIds.of(started.contact().value()))) {
            throw new ConflictException("ClientToken is being used for another request");
        }
        return started.contact();
    }

    /** Returns the conversation that a chat belongs to; empty if it did not come through a bridge. */
    public Optional<ChatIntegration> find(SessionId session) {
        return integrations.find(session);
    }

    private Optional<ChatIntegrationRepository.Chat> lock(ChatIntegration integration) {
        integrations.lock(integration);
        return integrations.findActive(integration, clock.instant());
    }

    private StartedChat begin(ChatIntegration integration, NewChat chat, @Nullable ChatMessage firstMessage) {
        var started = starts.start(chat, null);
        integrations.record(integration, started);
        if (firstMessage != null) {
            transcript.append(started.session(), systemMessage(started.session(), firstMessage), clock.instant());
        }
        connections.createAndJoin(started.participant());
        return started;
    }

    private void requireSupported(NewChat chat, ChatMessage message) {
        if (!chat.supportedContentTypes().contains(message.contentType())) {
            throw new InvalidRequestException(
                    "InitialSystemMessage.ContentType is not among SupportedMessagingContentTypes");
        }
        limits.messages().check("InitialSystemMessage.Content", message);
    }

    private NewItem systemMessage(SessionId session, ChatMessage message) {
        return new NewItem(
                new ItemId(ids.next()),
                ItemType.MESSAGE,
                message.contentType(),
                message.content(),
                new Sender(
                        // The id of the messages of flows.
                        new ParticipantId(
                                UUID.nameUUIDFromBytes(("SYSTEM " + session).getBytes(StandardCharsets.UTF_8))),
                        "SYSTEM_MESSAGE",
                        ParticipantRole.SYSTEM),
                List.of());
    }

    private static Handled handled(Optional<ChatIntegrationRepository.Chat> active) {
        return active.map(chat -> new Handled(chat.initialContact(), false)).orElse(Handled.NOT);
    }
}
