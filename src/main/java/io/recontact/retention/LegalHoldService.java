package io.recontact.retention;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.StorableText;
import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.InstanceService;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places, lists and releases legal holds. A hold on a contact keeps its whole session. A hold on a customer keeps all
 * sessions with a contact of that CustomerId, later ones included. While an instance has a hold, its deletion removes
 * nothing.
 */
@Service
public class LegalHoldService {

    /** The maximum length of a CustomerId, as in StartChatContact. */
    private static final int MAX_CUSTOMER_ID = 128;

    private static final int MAX_REASON = 1000;

    private final LegalHoldRepository holds;
    private final ExpiredContacts contacts;
    private final InstanceService instances;
    private final UuidV7Generator ids;
    private final Clock clock;

    LegalHoldService(
            LegalHoldRepository holds,
            ExpiredContacts contacts,
            InstanceService instances,
            UuidV7Generator ids,
            Clock clock) {
        this.holds = holds;
        this.contacts = contacts;
        this.instances = instances;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Holds the session of a contact, also of one past its retention that is still stored.
     *
     * @param reason 1 to 1,000 characters
     * @throws ResourceNotFoundException if the instance does not exist, or the contact is not stored, or no longer
     * @throws InvalidRequestException if the reason is invalid
     */
    @Transactional
    public LegalHold placeOnContact(InstanceId instance, ContactId contact, String reason) {
        instances.require(instance);
        var hold = holds.saveAndFlush(
                new LegalHold(ids.next(), instance, contact, null, checked(reason), clock.instant()));
        // After the insertion, which has waited for a batch that deletes the contact.
        if (!contacts.exists(instance, contact)) {
            throw new ResourceNotFoundException(
                    "Contact %s does not exist in instance %s".formatted(contact, instance));
        }
        return hold;
    }

    /**
     * Holds all sessions of a customer, present and future.
     *
     * @param customerId 1 to 128 characters
     * @param reason 1 to 1,000 characters
     * @throws ResourceNotFoundException if the instance does not exist
     * @throws InvalidRequestException if the CustomerId or the reason is invalid
     */
    @Transactional
    public LegalHold placeOnCustomer(InstanceId instance, String customerId, String reason) {
        instances.require(instance);
        requireCustomerId(customerId);
        return holds.saveAndFlush(
                new LegalHold(ids.next(), instance, null, customerId, checked(reason), clock.instant()));
    }

    /**
     * Releases a hold. The next run of retention deletes what has expired.
     *
     * @param reason 1 to 1,000 characters
     * @throws ResourceNotFoundException if the instance has no such hold
     * @throws InvalidRequestException if the hold is released already, or the reason is invalid
     */
    @Transactional
    public LegalHold release(InstanceId instance, UUID id, String reason) {
        var hold = holds.findForUpdate(id, instance)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Legal hold %s does not exist in instance %s".formatted(id, instance)));
        if (!hold.release(checked(reason), clock.instant())) {
            throw new InvalidRequestException("Legal hold %s is released already".formatted(id));
        }
        return hold;
    }

    /**
     * Returns a page of the holds of an instance in the order of their placing, released ones included.
     *
     * @param after the id before the page; null for the first page
     */
    @Transactional(readOnly = true)
    public List<LegalHold> page(InstanceId instance, @Nullable UUID after, int size) {
        return holds.page(instance, after, Limit.of(size));
    }

    /**
     * Returns the holds in force on some contacts or on a customer, in the order of their placing.
     *
     * @param contacts the contacts of a session; at least one
     * @param customerId null for none
     */
    @Transactional(readOnly = true)
    public List<LegalHold> inForce(InstanceId instance, Collection<ContactId> contacts, @Nullable String customerId) {
        return holds.findInForce(
                instance, contacts.stream().map(ContactId::value).toList(), customerId);
    }

    /** Lets no hold be placed until the end of the caller's transaction, in which a deletion reads those in force. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockAgainstPlacing() {
        holds.lockAgainstPlacing();
    }

    private static String checked(String reason) {
        requireReason(reason);
        return reason;
    }

    static void requireReason(String reason) {
        requireText("Reason", reason, MAX_REASON);
    }

    /**
     * Refuses a text that cannot be a CustomerId, of 1 to 128 characters.
     *
     * @throws InvalidRequestException without the text, which is personal data
     */
    public static void requireCustomerId(String customerId) {
        requireText("CustomerId", customerId, MAX_CUSTOMER_ID);
    }

    private static void requireText(String member, String text, int longest) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest || !StorableText.isStorable(text)) {
            throw new InvalidRequestException("%s must have 1 to %d characters".formatted(member, longest));
        }
    }
}
