package io.recontact.streaming;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.contact.ContactDescription;
import io.recontact.contact.Contacts;
import io.recontact.egress.StreamingEndpoints;
import io.recontact.idempotency.Claim;
import io.recontact.idempotency.ClientTokens;
import io.recontact.wire.Channel;
import io.recontact.wire.ContactId;
import io.recontact.wire.Ids;
import io.recontact.wire.InstanceId;
import io.recontact.wire.InvalidParameterException;
import io.recontact.wire.InvalidRequestException;
import io.recontact.wire.LimitExceededException;
import io.recontact.wire.ResourceNotFoundException;
import io.recontact.wire.ServiceException;
import io.recontact.wire.StreamingId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts and stops streams of chats that have begun. */
@Service
public class Streams {

    private static final String OPERATION = "StartContactStreaming";

    private final Contacts contacts;
    private final StreamingEndpoints endpoints;
    private final StreamRows rows;
    private final StreamDelivery delivery;
    private final ClientTokens tokens;
    private final MeterRegistry meters;
    private final Ids ids;

    Streams(
            Contacts contacts,
            StreamingEndpoints endpoints,
            StreamRows rows,
            StreamDelivery delivery,
            ClientTokens tokens,
            MeterRegistry meters,
            Ids ids) {
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
        ContactDescription chat;
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

    private ContactDescription requireActive(InstanceId instance, ContactId contact) {
        var found = contacts.describe(instance, contact);
        if (found.channel() != Channel.CHAT) {
            throw new InvalidRequestException("Contact %s is not a chat".formatted(contact));
        }
        if (found.disconnectedAt() != null) {
            throw new InvalidRequestException("The chat of contact %s has ended".formatted(contact));
        }
        return found;
    }

    private static Beginning beginningIn(ContactDescription chat) {
        return chat.previousContactId() == null && chat.connectedToSystemAt() == null
                ? Beginning.FIRST_ITEM
                : Beginning.NEXT_ITEM;
    }

    private Optional<StreamingId> findEarlier(Claim claim) {
        var earlier = tokens.findAnswer(claim).map(answer -> new StreamingId(answer.id()));
        earlier.ifPresent(
                _ -> meters.counter("recontact.replays", "operation", OPERATION).increment());
        return earlier;
    }
}
