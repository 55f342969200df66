package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.ContactNotFoundException;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import io.recontact.configuration.InstanceService;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Describes, changes and stops contacts. */
@Service
public class ContactService {

    private static final TypeReference<TreeMap<String, Reference>> REFERENCES = new TypeReference<>() {};

    /** The number of overdue contacts that end in one transaction. */
    private static final int ENDED_AT_ONCE = 500;

    private final ContactRepository repository;
    private final ContactViewRepository descriptions;
    private final EndContactRepository ends;
    private final InstanceService instances;
    private final RetentionPolicy retention;
    private final JsonMapper json;
    private final Clock clock;

    ContactService(
            ContactRepository repository,
            ContactViewRepository descriptions,
            EndContactRepository ends,
            InstanceService instances,
            RetentionPolicy retention,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.descriptions = descriptions;
        this.ends = ends;
        this.instances = instances;
        this.retention = retention;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Describes a contact. Ends it first if it is past a deadline.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    public ContactView describe(InstanceId instance, ContactId id) {
        var now = clock.instant();
        var window = retention.windowAt(now);
        var found = descriptions.find(instance, id, window).orElseThrow(() -> absent(instance, id));
        if (!found.isOverdue(now)) {
            return found;
        }
        ends.end(found.overdueEnding());
        return descriptions.find(instance, id, window).orElseThrow(() -> absent(instance, id));
    }

    /**
     * Reads a contact as it is stored. Does not end it if it is past a deadline.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    public ContactView read(InstanceId instance, ContactId id) {
        return descriptions
                .find(instance, id, retention.windowAt(clock.instant()))
                .orElseThrow(() -> absent(instance, id));
    }

    /** Returns the contacts of a session, of any channel and age, oldest first. */
    public List<ContactId> contactsOf(SessionId session) {
        return repository.findIdsBySession(session.value()).stream()
                .map(ContactId::new)
                .toList();
    }

    /** Ends all contacts that are past a deadline. */
    public void endOverdue() {
        int ended;
        do {
            ended = ends.endOverdue(ENDED_AT_ONCE);
        } while (ended == ENDED_AT_ONCE);
    }

    /**
     * Stops a contact.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws ContactNotFoundException if it has ended already
     */
    public void stop(InstanceId instance, ContactId id) {
        // Ends an overdue contact with its own reason, so that it is not stopped here.
        describe(instance, id);
        if (!ends.end(new ContactEnd(id, clock.instant(), DisconnectReason.API))) {
            throw new ContactNotFoundException("Contact %s has already ended".formatted(id));
        }
    }

    /**
     * Changes a contact.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    @Transactional
    public void update(InstanceId instance, ContactId id, ContactUpdate change) {
        requireForUpdate(instance, id).update(change, clock.instant());
    }

    /**
     * Returns the attributes of the session of a contact.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    @Transactional(readOnly = true)
    public Map<String, String> attributes(InstanceId instance, ContactId id) {
        instances.require(instance);
        var contact = repository.find(id, instance, oldestKept()).orElseThrow(() -> absent(instance, id));
        return repository
                .findById(contact.session().initialContact())
                .orElse(contact)
                .attributes();
    }

    /**
     * Returns the references of a contact by their names, in alphabetical order.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    public Map<String, Reference> references(InstanceId instance, ContactId id) {
        return repository
                .findReferences(id.value(), instance.value(), oldestKept())
                .map(references -> json.readValue(references, REFERENCES))
                .orElseThrow(() -> absent(instance, id));
    }

    /**
     * Adds attributes to the session of a contact. They replace those with the same key.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    @Transactional
    public void updateAttributes(InstanceId instance, ContactId id, UserDefinedAttributes attributes) {
        var now = clock.instant();
        instances.require(instance);
        // Locks the session first, as a transfer does.
        var session = repository
                .findInitial(id, instance, oldestKept())
                .map(repository::lock)
                .orElseThrow(() -> absent(instance, id));
        requireForUpdate(instance, id).touch(now);
        session.overlay(attributes, now);
    }

    /** Sets the customer of a contact, by the id that the caller's customer records use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void setCustomerId(ContactId id, String customerId) {
        repository.setCustomerId(id.value(), customerId, clock.instant());
    }

    /**
     * Adds tags.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    @Transactional
    public void tag(InstanceId instance, ContactId id, Map<String, String> tags) {
        requireForUpdate(instance, id).tag(tags, clock.instant());
    }

    /**
     * Removes tags. Ignores keys that the contact does not have.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    @Transactional
    public void untag(InstanceId instance, ContactId id, Collection<String> keys) {
        requireForUpdate(instance, id).untag(keys, clock.instant());
    }

    private Contact requireForUpdate(InstanceId instance, ContactId id) {
        instances.require(instance);
        return repository.findForUpdate(id, instance, oldestKept()).orElseThrow(() -> absent(instance, id));
    }

    private Instant oldestKept() {
        return retention.windowAt(clock.instant()).oldestKept();
    }

    private static ResourceNotFoundException absent(InstanceId instance, ContactId id) {
        return new ResourceNotFoundException("Contact %s does not exist in instance %s".formatted(id, instance));
    }
}
