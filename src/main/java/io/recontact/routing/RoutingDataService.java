package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactService;
import io.recontact.contact.RoutingData;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes how a queued contact is routed. */
@Service
public class RoutingDataService {

    private final ContactService contacts;
    private final ContactLifecycle lifecycle;
    private final UserService users;
    private final AgentContactService agents;
    private final RoutingCriteriaService criteria;
    private final TransactionTemplate transactions;

    RoutingDataService(
            ContactService contacts,
            ContactLifecycle lifecycle,
            UserService users,
            AgentContactService agents,
            RoutingCriteriaService criteria,
            TransactionTemplate transactions) {
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.users = users;
        this.agents = agents;
        this.criteria = criteria;
        this.transactions = transactions;
    }

    /**
     * Offers a queued contact to one agent (AssociateContactWithUser).
     *
     * @throws ResourceNotFoundException if the instance has no such contact or user
     * @throws InvalidRequestException if the contact does not wait in a queue, or is offered to an agent
     */
    public void offer(InstanceId instance, ContactId contact, UserId agent) {
        // Ends an overdue contact, outside of the transaction, which a refusal rolls back.
        contacts.describe(instance, contact);
        transactions.executeWithoutResult(_ -> {
            lifecycle.lock(contact);
            users.lock(instance, agent);
            agents.offer(agent, contact);
        });
    }

    /**
     * Changes the priority, the waiting time or the routing criteria of a contact (UpdateContactRoutingData).
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or lacks a predefined attribute or an
     *     agent of the criteria
     * @throws ResourceConflictException if the contact has ended, or an agent has accepted it
     */
    public void change(InstanceId instance, ContactId contact, RoutingData change) {
        contacts.describe(instance, contact);
        if (change.criteria() != null) {
            criteria.requireKnown(instance, change.criteria());
        }
        transactions.executeWithoutResult(_ -> {
            var live = lifecycle
                    .lock(contact)
                    .orElseThrow(() -> new ResourceConflictException("Contact %s has ended".formatted(contact)));
            if (live.agent() != null) {
                throw new ResourceConflictException("Contact %s has an agent already".formatted(contact));
            }
            lifecycle.changeRouting(live, change);
        });
    }
}
