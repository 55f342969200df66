package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.QuickConnectService;
import io.recontact.contact.CreateContactRepository.Start;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Creates contacts without a conversation: tasks, and records of calls and e-mails that take place elsewhere. All
 * operations on contacts apply to them. A contact with a flow runs it, and the flow may transfer it to an agent.
 */
@Service
public class CreateContactService {

    private final InstanceService instances;
    private final ContactFlowService flows;
    private final QuickConnectService quickConnects;
    private final CreateContactRepository repository;
    private final ClientTokenService tokens;
    private final ContactMetrics metrics;
    private final UuidV7Generator ids;
    private final Clock clock;

    CreateContactService(
            InstanceService instances,
            ContactFlowService flows,
            QuickConnectService quickConnects,
            CreateContactRepository repository,
            ClientTokenService tokens,
            ContactMetrics metrics,
            UuidV7Generator ids,
            Clock clock) {
        this.instances = instances;
        this.flows = flows;
        this.quickConnects = quickConnects;
        this.repository = repository;
        this.tokens = tokens;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a contact. A repeat with the same token gets the answer of the first request.
     *
     * @param operation the scope of the token
     * @param clientToken the ClientToken of the request; without one, a request is never a repeat
     * @throws ResourceNotFoundException if the instance, the flow, the quick connect, its user, the previous or the
     *     related contact does not exist
     * @throws InvalidParameterException if the scheduled time is not within the next 6 days
     * @throws InvalidRequestException if the state of the flow or the type of the quick connect rules it out, or the
     *     token was used for another request
     * @throws ServiceQuotaExceededException if the previous contact has its quota of following tasks
     */
    public ContactId create(String operation, NewContact contact, @Nullable String clientToken) {
        return create(contact, tokens.newClaim(contact.instance().value(), operation, clientToken, contact));
    }

    /**
     * Creates a contact for a token that identifies it. A repeat gets the first answer even if its other members
     * differ, such as attributes or a time relative to now.
     */
    public ContactId createOnce(String operation, NewContact contact, String token) {
        return create(contact, tokens.newClaim(contact.instance().value(), operation, token, token));
    }

    private ContactId create(NewContact contact, ClientTokenClaim claim) {
        var id = new ContactId(ids.next());
        try {
            contact.requireSchedulable(clock.instant());
            if (repository.insert(contact, requireStart(contact), id, claim)) {
                metrics.created(contact.channel());
                return id;
            }
        } catch (ServiceException e) {
            // What the first request needed may be gone by now; a repeat still gets its answer.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        return findEarlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
    }

    /** Returns the flow that the contact begins with, and its target queue; null for none. */
    private @Nullable Start requireStart(NewContact contact) {
        if (contact.quickConnect() != null) {
            var transfer = quickConnects.requireTransfer(contact.instance(), contact.quickConnect());
            return new Start(transfer.flow(), transfer.target().value());
        }
        if (contact.flow() != null) {
            flows.requireStartable(contact.instance(), contact.flow());
            return new Start(contact.flow(), null);
        }
        instances.require(contact.instance());
        return null;
    }

    private Optional<ContactId> findEarlier(ClientTokenClaim claim) {
        var earlier = tokens.findAnswer(claim).map(answer -> new ContactId(answer.id()));
        earlier.ifPresent(_ -> metrics.replayed(claim.operation()));
        return earlier;
    }
}
