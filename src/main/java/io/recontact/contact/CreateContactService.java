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
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Creates contacts that have no conversation: tasks, and records of calls and e-mails that take place elsewhere. They
 * are described, changed, found and ended as chats are; those that name a flow run it, and may come to an agent by it.
 */
@Service
public class CreateContactService {

    private final InstanceService instances;
    private final ContactFlowService flows;
    private final CreateContactRepository writes;
    private final ClientTokenService tokens;
    private final ContactMetrics metrics;
    private final UuidV7Generator ids;
    private final Clock clock;

    CreateContactService(
            InstanceService instances,
            ContactFlowService flows,
            CreateContactRepository writes,
            ClientTokenService tokens,
            ContactMetrics metrics,
            UuidV7Generator ids,
            Clock clock) {
        this.instances = instances;
        this.flows = flows;
        this.writes = writes;
        this.tokens = tokens;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a contact, or answers what the first request with the same token was answered.
     *
     * @param operation the scope of the token
     * @param clientToken of the caller; a request without one is never taken for a repeat
     * @throws ResourceNotFoundException if the instance, the flow or a contact that is named does not exist
     * @throws InvalidParameterException if the time that it is scheduled for is not in the near future
     * @throws InvalidRequestException if the flow is in a state that rules it out, or the token was used for another
     *     request
     * @throws ServiceQuotaExceededException if as many tasks follow the previous contact as may
     */
    public ContactId create(String operation, NewContact record, @Nullable String clientToken) {
        return create(record, tokens.newClaim(record.instance().value(), operation, clientToken, record));
    }

    /**
     * Creates a contact for a token that stands for one contact, whatever of it has changed by the time of a repeat:
     * its attributes, or a time that is reckoned from now.
     */
    public ContactId createOnce(String operation, NewContact record, String token) {
        return create(record, tokens.newClaim(record.instance().value(), operation, token, token));
    }

    private ContactId create(NewContact record, ClientTokenClaim claim) {
        var id = new ContactId(ids.next());
        try {
            requireCreatable(record);
            if (writes.write(record, id, claim)) {
                metrics.created(record.channel());
                return id;
            }
        } catch (ServiceException e) {
            // What the first request needed may be gone by the time of its repeat; that does not undo its answer.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        return findEarlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
    }

    private void requireCreatable(NewContact record) {
        if (record.flow() == null) {
            instances.require(record.instance());
        } else {
            flows.requireStartable(record.instance(), record.flow());
        }
        record.requireSchedulable(clock.instant());
    }

    private Optional<ContactId> findEarlier(ClientTokenClaim claim) {
        var earlier = tokens.findAnswer(claim).map(answer -> new ContactId(answer.id()));
        earlier.ifPresent(_ -> metrics.replayed(claim.operation()));
        return earlier;
    }
}
