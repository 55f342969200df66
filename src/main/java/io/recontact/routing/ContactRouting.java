package io.recontact.routing;

import io.recontact.contact.Contacts;
import io.recontact.contact.RoutingChange;
import io.recontact.contact.Segments;
import io.recontact.directory.UserId;
import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import io.recontact.wire.InvalidRequestException;
import io.recontact.wire.ResourceConflictException;
import io.recontact.wire.ResourceNotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What callers may do with a contact on its way to an agent. */
@Service
public class ContactRouting {

    private final Contacts contacts;
    private final Segments segments;
    private final AgentContacts agents;
    private final TransactionTemplate transactions;

    ContactRouting(Contacts contacts, Segments segments, AgentContacts agents, TransactionTemplate transactions) {
        this.contacts = contacts;
        this.segments = segments;
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
            segments.lock(contact);
            agents.offer(instance, agent, contact);
        });
    }

    /**
     * Gives a contact another place among those that wait.
     *
     * @throws ResourceNotFoundException if the instance has no such contact
     * @throws ResourceConflictException if it is over, or an agent has it already
     */
    public void change(InstanceId instance, ContactId contact, RoutingChange change) {
        contacts.describe(instance, contact);
        transactions.executeWithoutResult(_ -> {
            var segment = segments.lock(contact)
                    .orElseThrow(() -> new ResourceConflictException("Contact %s is over".formatted(contact)));
            if (segment.agent() != null) {
                throw new ResourceConflictException("Contact %s has an agent already".formatted(contact));
            }
            segments.changeRouting(segment, change);
        });
    }
}
