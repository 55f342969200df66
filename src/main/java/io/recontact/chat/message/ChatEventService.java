package io.recontact.chat.message;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidRequestException;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.transcript.NewItem;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** SendEvent: participants are typing, acknowledge their connections, or have received or read a message. */
@Service
public class ChatEventService {

    private static final String OPERATION = "SendEvent";

    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectService connects;
    private final MessageReceiptService receipts;
    private final SentItemIds sentIds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChatEventService(
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            MessageReceiptService receipts,
            SentItemIds sentIds,
            ApplicationEventPublisher events,
            Clock clock) {
        this.authenticator = authenticator;
        this.connects = connects;
        this.receipts = receipts;
        this.sentIds = sentIds;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sends an event.
     *
     * @throws AccessDeniedException if the participant has left, is a silent supervisor, or the chat has ended
     * @throws InvalidRequestException if participants may not send this event, or a receipt does not name a message of
     *     another participant of this chat
     * @throws ConflictException if it is a receipt and more than two participants are connected
     */
    @Transactional
    public SentItem send(
            ParticipantId participant, String contentType, @Nullable String content, @Nullable String clientToken) {
        var context = authenticator.requireActive(participant);
        if (!contentType.equals(ContentTypes.CONNECTION_ACKNOWLEDGED)) {
            connects.requireAudible(context);
        }
        connects.join(context);
        return switch (contentType) {
            case ContentTypes.TYPING -> sendEphemeral(context, contentType, clientToken, Push.TO_ALL);
            case ContentTypes.CONNECTION_ACKNOWLEDGED ->
                sendEphemeral(context, contentType, clientToken, Push.TO_NOBODY);
            case ContentTypes.MESSAGE_DELIVERED -> receipts.delivered(context, receipts.messageId(content));
            case ContentTypes.MESSAGE_READ -> receipts.read(context, receipts.messageId(content));
            default ->
                throw new InvalidRequestException("ContentType is not a type of events that participants may send");
        };
    }

    private enum Push {
        TO_ALL,
        TO_NOBODY
    }

    /**
     * Sends an event without storing it or its ClientToken. A repeat has the same id and is sent again, which does no
     * harm.
     */
    private SentItem sendEphemeral(
            ParticipantContext context, String contentType, @Nullable String clientToken, Push push) {
        var id = sentIds.of(context.participant(), OPERATION + contentType, clientToken);
        var at = clock.instant();
        if (push == Push.TO_ALL) {
            events.publishEvent(NewItem.event(id, contentType, context.sender())
                    .ephemeral(context.session(), context.contact(), at));
        }
        return SentItem.of(id, at);
    }
}
