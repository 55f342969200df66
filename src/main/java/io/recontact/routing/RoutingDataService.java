package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.UserId;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactService;
import io.recontact.contact.RoutingData;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What callers may do with a contact on its way to an agent. */
@Service
public class RoutingDataService {

    private final ContactService contacts;
    private final ContactLifecycle lifecycle;
    private final AgentContactService agents;
    private final TransactionTemplate transactions;

    RoutingDataService(
            ContactService contacts,
            ContactLifecycle lifecycle,
            AgentContactService agents,
            TransactionTemplate transactions) {
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.agents = agents;
        this.transactions = transactions;
    }

    /**
     * Offers a contact that waits to one agent.
     *
     * @throws ResourceNotFoundException if the instance has no such contact or user
     * @throws InvalidRequestException if the contact does not wait in a queue, or is being offered to somebody
     */
    public void offer(InstanceId instance, ContactId contact, UserId agent) {
        // Outside of the transaction, which a refusal undoes: one that is overdue ends by this.
        contacts.describe(instance, contact);
        transactions.executeWithoutResult(_ -> {
            lifecycle.lock(contact);
            agents.offer(instance, agent, contact);
        });
    }

    /**
     * Gives a contact another place among those that wait.
     *
     * @throws ResourceNotFoundException if the instance has no such contact
     * @throws ResourceConflictException if it is over, or an agent has it already
     */
    public void change(InstanceId instance, ContactId contact, RoutingData change) {
        contacts.describe(instance, contact);
        transactions.executeWithoutResult(_ -> {
            var segment = lifecycle
                    .lock(contact)
                    .orElseThrow(() -> new ResourceConflictException("Contact %s is over".formatted(contact)));
            if (segment.agent() != null) {
                throw new ResourceConflictException("Contact %s has an agent already".formatted(contact));
            }
            lifecycle.changeRouting(segment, change);
        });
    }
}
