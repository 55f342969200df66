package io.recontact.webhook.streaming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.RefusalCounters;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.api.StreamingId;
import io.recontact.api.TaggedCounter;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts and stops the streams of active chats. */
@Service
public class ContactStreamingService {

    private static final String OPERATION = "StartContactStreaming";

    private final ContactService contacts;
    private final ChatStreamService streams;
    private final StreamDeliveryScheduler delivery;
    private final ClientTokenService tokens;
    private final TaggedCounter replays;
    private final Counter refusals;
    private final UuidV7Generator ids;

    /** The input that a repeated request must have in common with the first. */
    private record Input(ContactId contact, String endpointArn) {}

    ContactStreamingService(
            ContactService contacts,
            ChatStreamService streams,
            StreamDeliveryScheduler delivery,
            ClientTokenService tokens,
            MeterRegistry meters,
            UuidV7Generator ids) {
        this.contacts = contacts;
        this.streams = streams;
        this.delivery = delivery;
        this.tokens = tokens;
        this.replays = new TaggedCounter(
                meters,
                "recontact.replays",
                "Requests with a used ClientToken that got the answer of the first request",
                "operation",
                OPERATION);
        this.refusals = RefusalCounters.register(meters, "quota", OPERATION);
        this.ids = ids;
    }

    /**
     * Starts a stream of an active chat, or returns the stream of an earlier request with the same client token. A
     * stream that starts before the customer connects begins with the initial message.
     *
     * @param clientToken absent, the request is no repeat of another
     * @throws InvalidParameterException if the settings do not list the endpoint
     * @throws ResourceNotFoundException if the instance has no such contact, or its retention period has ended
     * @throws InvalidRequestException if the contact is not an active chat, or the token was used with other input
     * @throws LimitExceededException if the chat has the maximum number of active streams
     */
    public StreamingId start(InstanceId instance, ContactId contact, String endpointArn, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), OPERATION, clientToken, new Input(contact, endpointArn));
        var stream = new StreamingId(ids.next());
        ContactView chat;
        try {
            streams.requireEndpoint(endpointArn);
            chat = requireActive(instance, contact);
            if (!streams.create(new NewStream(stream, instance, chat.session(), endpointArn, startFrom(chat)), claim)) {
                return findEarlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
            }
        } catch (LimitExceededException e) {
            refusals.increment();
            throw e;
        } catch (ServiceException e) {
            // A repeat gets the answer of the first request, even if the request would fail by now.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        delivery.deliverNewItems(chat.session());
        return stream;
    }

    /**
     * Stops a stream. Items that were not delivered yet are not delivered any more. Stopping it again has no effect.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or its chat has no such stream
     */
    public void stop(InstanceId instance, ContactId contact, StreamingId stream) {
        var session = contacts.describe(instance, contact).session();
        if (!streams.stop(session, stream)) {
            throw new ResourceNotFoundException("Contact %s has no stream %s".formatted(contact, stream));
        }
    }

    private ContactView requireActive(InstanceId instance, ContactId contact) {
        var found = contacts.describe(instance, contact);
        if (found.channel() != Channel.CHAT) {
            throw new InvalidRequestException("Contact %s is not a chat".formatted(contact));
        }
        if (found.disconnectedAt() != null) {
            throw new InvalidRequestException("The chat of contact %s has ended".formatted(contact));
        }
        return found;
    }

    private static StartFrom startFrom(ContactView chat) {
        return chat.previousContactId() == null && chat.connectedToSystemAt() == null
                ? StartFrom.FIRST_ITEM
                : StartFrom.NEXT_ITEM;
    }

    private Optional<StreamingId> findEarlier(ClientTokenClaim claim) {
        var earlier = tokens.findAnswer(claim).map(answer -> new StreamingId(answer.id()));
        earlier.ifPresent(_ -> replays.increment(OPERATION));
        return earlier;
    }
}
