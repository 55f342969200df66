package io.recontact.webhook.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.api.StreamingId;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.webhook.StreamingEndpoints;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts and stops streams of chats that have begun. */
@Service
public class ContactStreamingService {

    private static final String OPERATION = "StartContactStreaming";

    private final ContactService contacts;
    private final StreamingEndpoints endpoints;
    private final StreamRepository rows;
    private final StreamDeliveryScheduler delivery;
    private final ClientTokenService tokens;
    private final MeterRegistry meters;
    private final UuidV7Generator ids;

    ContactStreamingService(
            ContactService contacts,
            StreamingEndpoints endpoints,
            StreamRepository rows,
            StreamDeliveryScheduler delivery,
            ClientTokenService tokens,
            MeterRegistry meters,
            UuidV7Generator ids) {
        this.contacts = contacts;
        this.endpoints = endpoints;
        this.rows = rows;
        this.delivery = delivery;
        this.tokens = tokens;
        this.meters = meters;
        this.ids = ids;
    }

    /**
     * Starts a stream, or answers what the first request with the same token was answered. Until the customer has
     * connected nothing of the chat counts as past, so the stream then begins with the initial message.
     *
     * @param clientToken of the caller; a request without one is never taken for a repeat
     * @throws InvalidParameterException if the endpoint is not among those of the settings
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if it is not an active chat, or the token was used for another request
     * @throws LimitExceededException if the chat has as many streams as it may
     */
    public StreamingId start(InstanceId instance, ContactId contact, String endpointArn, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), OPERATION, clientToken, new NewStream(contact, endpointArn));
        var stream = ids.next();
        ContactView chat;
        try {
            endpoints.require(endpointArn);
            chat = requireActive(instance, contact);
            var row = new StreamRow(stream, instance, chat.session(), endpointArn, beginningIn(chat));
            if (!rows.insert(row, claim)) {
                return findEarlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
            }
        } catch (LimitExceededException e) {
            meters.counter("recontact.refusals", "kind", "quota", "operation", OPERATION)
                    .increment();
            throw e;
        } catch (ServiceException e) {
            // What the first request needed may be gone by the time of its repeat; that does not undo its answer.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        delivery.wake(chat.session());
        return new StreamingId(stream);
    }

    /**
     * Stops a stream: nothing more of it is delivered, and what was not is given up. To stop it again has no effect.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or its chat has no such stream
     */
    public void stop(InstanceId instance, ContactId contact, StreamingId stream) {
        var session = contacts.describe(instance, contact).session();
        if (!rows.stop(session, stream)) {
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

    private static StartFrom beginningIn(ContactView chat) {
        return chat.previousContactId() == null && chat.connectedToSystemAt() == null
                ? StartFrom.FIRST_ITEM
                : StartFrom.NEXT_ITEM;
    }

    private Optional<StreamingId> findEarlier(ClientTokenClaim claim) {
        var earlier = tokens.findAnswer(claim).map(answer -> new StreamingId(answer.id()));
        earlier.ifPresent(
                _ -> meters.counter("recontact.replays", "operation", OPERATION).increment());
        return earlier;
    }
}
