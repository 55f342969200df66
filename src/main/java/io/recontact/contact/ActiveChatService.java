package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ConflictException;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.CreateParticipantService;
import io.recontact.chat.participant.CreatedParticipant;
import io.recontact.chat.participant.IdleTimerService;
import io.recontact.chat.participant.NewParticipant;
import io.recontact.chat.participant.ParticipantTimer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The operations on active chats: CreateParticipant, idle timers, and CreatePersistentContactAssociation. */
@Service
public class ActiveChatService {

    private static final String CREATE_PARTICIPANT = "CreateParticipant";
    private static final String ASSOCIATE = "CreatePersistentContactAssociation";

    private final ContactService contacts;
    private final CreateParticipantService participantCreation;
    private final IdleTimerService timers;
    private final RehydrationSources sources;
    private final PersistentContactAssociationService associations;
    private final ClientTokenService tokens;
    private final ContactMetrics metrics;
    private final UuidV7Generator ids;

    ActiveChatService(
            ContactService contacts,
            CreateParticipantService participantCreation,
            IdleTimerService timers,
            RehydrationSources sources,
            PersistentContactAssociationService associations,
            ClientTokenService tokens,
            ContactMetrics metrics,
            UuidV7Generator ids) {
        this.contacts = contacts;
        this.participantCreation = participantCreation;
        this.timers = timers;
        this.sources = sources;
        this.associations = associations;
        this.tokens = tokens;
        this.metrics = metrics;
        this.ids = ids;
    }

    /**
     * Creates a participant. A repeat with the same token gets the answer of the first request.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if it is not a chat, or has ended, or the token was used for another request
     * @throws ConflictException if the participants of the chat rule it out
     * @throws ServiceQuotaExceededException if the chat has its quota of agents
     */
    public CreatedParticipant createParticipant(
            InstanceId instance, NewParticipant participant, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), CREATE_PARTICIPANT, clientToken, participant);
        var id = new ParticipantId(ids.next());
        try {
            var session = requireActive(instance, participant.contact());
            if (participantCreation.create(session, id, participant, claim)) {
                metrics.participantCreated(participant.role());
                return participantCreation.credentials(id);
            }
        } catch (ServiceException e) {
            // The chat may have changed since the first request; a repeat still gets its answer.
            return participantCreation.credentials(
                    new ParticipantId(earlier(claim).orElseThrow(() -> e)));
        }
        return participantCreation.credentials(new ParticipantId(requireEarlier(claim)));
    }

    /**
     * Sets or deletes timers.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if it is not a chat, or has ended
     */
    public void setTimers(InstanceId instance, ContactId contact, List<ParticipantTimer> settings) {
        timers.set(requireActive(instance, contact), settings);
    }

    /**
     * Lets an active chat continue from a past one. A repeat with the same token gets the answer of the first request.
     *
     * @return the contact that the chat continues from
     * @throws ResourceNotFoundException if the instance has no such contact or source, or it is no longer kept
     * @throws InvalidRequestException if the contact is not a chat, has ended, or already continues from a contact; if
     *     the state of the source rules it out; or if the token was used for another request
     */
    public ContactId associate(
            InstanceId instance, PersistentContactAssociation association, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), ASSOCIATE, clientToken, association);
        try {
            requireActive(instance, association.contact());
            var origin = sources.continued(instance, association.past());
            if (associations.associate(association, origin, claim)) {
                metrics.rehydrated(association.past());
                return origin.contact();
            }
        } catch (ServiceException e) {
            return new ContactId(earlier(claim).orElseThrow(() -> e));
        }
        return new ContactId(requireEarlier(claim));
    }

    private UUID requireEarlier(ClientTokenClaim claim) {
        return earlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
    }

    private Optional<UUID> earlier(ClientTokenClaim claim) {
        var earlier = tokens.findAnswer(claim).map(AnswerIds::id);
        earlier.ifPresent(_ -> metrics.replayed(claim.operation()));
        return earlier;
    }

    /** Returns the session of an active chat. */
    private SessionId requireActive(InstanceId instance, ContactId id) {
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
