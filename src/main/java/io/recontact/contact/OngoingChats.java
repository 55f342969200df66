package io.recontact.contact;

import io.recontact.chat.IdleTimers;
import io.recontact.chat.Invitation;
import io.recontact.chat.Invitations;
import io.recontact.chat.NewParticipant;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.TimerSetting;
import io.recontact.idempotency.AnswerIds;
import io.recontact.idempotency.Claim;
import io.recontact.idempotency.ClientTokens;
import io.recontact.wire.Channel;
import io.recontact.wire.ConflictException;
import io.recontact.wire.ContactId;
import io.recontact.wire.Ids;
import io.recontact.wire.InstanceId;
import io.recontact.wire.InvalidRequestException;
import io.recontact.wire.ResourceNotFoundException;
import io.recontact.wire.ServiceException;
import io.recontact.wire.ServiceQuotaExceededException;
import io.recontact.wire.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What may be done to a chat while it goes on: ask others in, set timers, attach a past. */
@Service
public class OngoingChats {

    private static final String CREATE_PARTICIPANT = "CreateParticipant";
    private static final String ASSOCIATE = "CreatePersistentContactAssociation";

    private final Contacts contacts;
    private final Invitations invitations;
    private final IdleTimers timers;
    private final Origins origins;
    private final Associations associations;
    private final ClientTokens tokens;
    private final ContactMetrics metrics;
    private final Ids ids;

    OngoingChats(
            Contacts contacts,
            Invitations invitations,
            IdleTimers timers,
            Origins origins,
            Associations associations,
            ClientTokens tokens,
            ContactMetrics metrics,
            Ids ids) {
        this.contacts = contacts;
        this.invitations = invitations;
        this.timers = timers;
        this.origins = origins;
        this.associations = associations;
        this.tokens = tokens;
        this.metrics = metrics;
        this.ids = ids;
    }

    /**
     * Asks a participant in, or answers what the first request with the same token was answered.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if it is not a chat, or has ended, or the token was used for another request
     * @throws ConflictException if who is in the chat rules it out
     * @throws ServiceQuotaExceededException if there are as many agents as there may be
     */
    public Invitation invite(InstanceId instance, NewParticipant participant, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), CREATE_PARTICIPANT, clientToken, participant);
        var id = new ParticipantId(ids.next());
        try {
            var session = requireOngoing(instance, participant.contact());
            if (invitations.invite(session, id, participant, claim)) {
                metrics.invited(participant.role());
                return invitations.of(id);
            }
        } catch (ServiceException e) {
            // What has happened to the chat since does not undo the answer of the first request.
            return invitations.of(new ParticipantId(earlier(claim).orElseThrow(() -> e)));
        }
        return invitations.of(new ParticipantId(requireEarlier(claim)));
    }

    /**
     * Sets or deletes timers.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if it is not a chat, or has ended
     */
    public void setTimers(InstanceId instance, ContactId contact, List<TimerSetting> settings) {
        timers.set(requireOngoing(instance, contact), settings);
    }

    /**
     * Attaches a past, or answers what the first request with the same token was answered.
     *
     * @return the contact that the chat continues from
     * @throws ResourceNotFoundException if the instance has no such contact or no such source, or they are no longer
     *     kept
     * @throws InvalidRequestException if the contact is not a chat, has ended, or comes from another contact already;
     *     if the source is in a state that rules it out; or if the token was used for another request
     */
    public ContactId associate(InstanceId instance, Association association, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), ASSOCIATE, clientToken, association);
        try {
            requireOngoing(instance, association.contact());
            var origin = origins.continued(instance, association.past());
            if (associations.associate(association, origin, claim)) {
                metrics.rehydrated(association.past());
                return new ContactId(origin.contact());
            }
        } catch (ServiceException e) {
            return new ContactId(earlier(claim).orElseThrow(() -> e));
        }
        return new ContactId(requireEarlier(claim));
    }

    private UUID requireEarlier(Claim claim) {
        return earlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
    }

    private Optional<UUID> earlier(Claim claim) {
        var earlier = tokens.findAnswer(claim).map(AnswerIds::id);
        earlier.ifPresent(_ -> metrics.replayed(claim.operation()));
        return earlier;
    }

    /** The session of a chat that goes on. */
    private SessionId requireOngoing(InstanceId instance, ContactId id) {
        var contact = contacts.describe(instance, id);
        if (contact.channel() != Channel.CHAT) {
            throw new InvalidRequestException("Contact %s is not a chat".formatted(id));
        }
        if (contact.disconnectedAt() != null) {
            throw new InvalidRequestException("Contact %s has ended".formatted(id));
        }
        return contact.session();
    }
}
