package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.ContactNotTerminatedException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.retention.EndedSessions;
import io.recontact.retention.LegalHoldService;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes personal data of ended contacts, and keeps the contacts. */
@Service
public class ContactDataService {

    private final ContactService contacts;
    private final ChatIntegrationRepository integrations;
    private final EndedSessions sessions;
    private final LegalHoldService holds;
    private final TransactionOperations transactions;

    ContactDataService(
            ContactService contacts,
            ChatIntegrationRepository integrations,
            EndedSessions sessions,
            LegalHoldService holds,
            TransactionOperations transactions) {
        this.contacts = contacts;
        this.integrations = integrations;
        this.sessions = sessions;
        this.holds = holds;
        this.transactions = transactions;
    }

    /**
     * Deletes data of an ended contact. Repeats have no effect. All contacts of a chat have one customer endpoint, so
     * it is deleted only after the whole chat.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws ContactNotTerminatedException if the contact has not ended, or has an endpoint and its chat has not ended
     * @throws InvalidRequestException if the contact has an endpoint and a legal hold
     */
    public void delete(InstanceId instance, ContactId id, Set<ContactField> fields) {
        var contact = contacts.describe(instance, id);
        if (contact.disconnectedAt() == null) {
            throw new ContactNotTerminatedException("Contact %s has not ended".formatted(id));
        }
        var session = contact.session();
        if (!fields.contains(ContactField.CUSTOMER_ENDPOINT)
                || integrations.find(session).isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(_ -> {
            holds.lockAgainstPlacing();
            if (sessions.lockEnded(List.of(session.value())).sessions().isEmpty()) {
                // The contact has ended, so a contact after it has not, or there is a hold.
                throw integrations.isActive(session)
                        ? new ContactNotTerminatedException(
                                "Contact %s has ended, but its chat, which has the same endpoint, has not"
                                        .formatted(id))
                        : new InvalidRequestException("Contact %s has a legal hold".formatted(id));
            }
            integrations.delete(session);
        });
    }
}
