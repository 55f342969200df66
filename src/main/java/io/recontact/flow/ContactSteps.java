package io.recontact.flow;

import io.recontact.contact.Association;
import io.recontact.contact.Attributes;
import io.recontact.contact.ContactChange;
import io.recontact.contact.ContactDescription;
import io.recontact.contact.Contacts;
import io.recontact.contact.CustomerIds;
import io.recontact.contact.EventHook;
import io.recontact.contact.EventHooks;
import io.recontact.contact.PersistentChat;
import io.recontact.contact.Reference;
import io.recontact.contact.RehydrationType;
import io.recontact.contact.RoutingChange;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.Segments;
import io.recontact.directory.ContactFlowId;
import io.recontact.directory.Flows;
import io.recontact.language.FlowData;
import io.recontact.language.Step;
import io.recontact.language.Step.TargetContact;
import io.recontact.language.Value;
import io.recontact.wire.ContactId;
import io.recontact.wire.InvalidParameterException;
import io.recontact.wire.ResourceNotFoundException;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Actions that change what is known of a contact. They look first whether it can be done: a failure in the middle would
 * undo the whole turn, where the flow is to take the branch of an error.
 */
@Component
class ContactSteps {

    static final int MAX_NAME = 1024;
    private static final int MAX_SEGMENT_KEY = 128;
    private static final String SYSTEM_DEFINED = "connect:";
    static final int MAX_TEXT = 4096;
    private static final int MAX_CUSTOMER_ID = 128;
    private static final int MAX_TAGS = 6;
    /** The model's own pattern, its odd range from plus to equals included. */
    private static final Pattern TAG_KEY = Pattern.compile("(?!aws:)[a-zA-Z+-=._:/]{1,128}");

    /** What attributes may have at the most, and nothing else may have more. */
    static final int MAX_ATTRIBUTES = 32_768;

    private static final int MAX_TAG_VALUE = 256;

    private final Contacts contacts;
    private final CustomerIds customers;
    private final EventHooks hooks;
    private final Segments segments;
    private final Flows flows;
    private final EntityManager entities;

    ContactSteps(
            Contacts contacts,
            CustomerIds customers,
            EventHooks hooks,
            Segments segments,
            Flows flows,
            EntityManager entities) {
        this.contacts = contacts;
        this.customers = customers;
        this.hooks = hooks;
        this.segments = segments;
        this.flows = flows;
        this.entities = entities;
    }

    Progress attributes(Turn turn, Step.UpdateContactAttributes step) {
        var target = find(turn, step.target());
        var added = attributes(step.attributes(), turn.data);
        if (target.isEmpty() || added.isEmpty() || !fits(target.get(), added.get())) {
            return Progress.failed();
        }
        contacts.updateAttributes(
                turn.segment.instance(), new ContactId(target.get().id()), added.get());
        return written();
    }

    Progress data(Turn turn, Step.UpdateContactData step) {
        var target = find(turn, step.target());
        var name = text(step.name(), turn);
        var description = text(step.description(), turn);
        var customer = text(step.customerId(), turn);
        var references = references(step.references(), turn.data);
        var segment = segmentAttributes(step.segmentAttributes(), turn.data);
        if (target.isEmpty()
                || references.isEmpty()
                || segment.isEmpty()
                || isLonger(name, MAX_NAME)
                || isLonger(description, MAX_TEXT)
                || isLonger(customer, MAX_CUSTOMER_ID)) {
            return Progress.failed();
        }
        var contact = new ContactId(target.get().id());
        if (name != null
                || description != null
                || !references.get().isEmpty()
                || !segment.get().isEmpty()) {
            contacts.update(
                    turn.segment.instance(),
                    contact,
                    new ContactChange(name, description, references.get(), segment.get()));
        }
        if (customer != null) {
            written();
            customers.set(contact, customer);
        }
        if (step.languageCode() != null) {
            turn.languageCode = text(step.languageCode(), turn);
        }
        return written();
    }

    Progress tag(Turn turn, Map<Value, Value> wanted) {
        var tags = Value.texts(wanted, turn.data, MAX_ATTRIBUTES).orElse(null);
        if (tags == null) {
            return Progress.failed();
        }
        var all = find(turn, TargetContact.CURRENT)
                .map(contact -> new HashMap<>(contact.tags()))
                .orElseGet(HashMap::new);
        all.putAll(tags);
        if (all.size() > MAX_TAGS || !tags.entrySet().stream().allMatch(ContactSteps::isTag)) {
            return Progress.failed();
        }
        contacts.tag(turn.segment.instance(), turn.segment.contact(), tags);
        return written();
    }

    Progress untag(Turn turn, List<String> keys) {
        contacts.untag(turn.segment.instance(), turn.segment.contact(), keys);
        return written();
    }

    /** The other events are those of calls, holds and desktops, which do not come for a chat here. */
    Progress hook(Turn turn, Step.UpdateContactEventHooks step) {
        var event = switch (step.event()) {
            case "CustomerQueue" -> EventHook.CUSTOMER_QUEUE;
            case "CustomerRemaining" -> EventHook.CUSTOMER_REMAINING;
            case "PauseContact" -> EventHook.PAUSE_CONTACT;
            case "ResumeContact" -> EventHook.RESUME_CONTACT;
            default -> null;
        };
        if (event == null) {
            return Progress.done();
        }
        var instance = turn.segment.instance();
        var flow = FlowNames.parse("contact-flow", instance, step.flow().text(turn.data))
                .filter(id ->
                        flows.findRunnable(instance, new ContactFlowId(id)).isPresent());
        flow.ifPresent(id -> hooks.set(turn.segment.owner(), event, id));
        return flow.isPresent() ? Progress.done() : Progress.failed();
    }

    Progress routing(Turn turn, Step.UpdateContactRoutingBehavior step) {
        var priority =
                step.priority() == null ? OptionalLong.empty() : step.priority().number(turn.data);
        var adjustment = step.timeAdjustmentSeconds() == null
                ? OptionalInt.empty()
                : step.timeAdjustmentSeconds().integer(turn.data);
        if (priority.isPresent() && priority.getAsLong() > 0) {
            segments.changeRouting(turn.segment, new RoutingChange(priority.getAsLong(), null));
        } else if (adjustment.isPresent()) {
            segments.changeRouting(turn.segment, new RoutingChange(null, adjustment.getAsInt()));
        } else {
            return Progress.failed();
        }
        return Progress.done();
    }

    /** Whether it can be attached is told by a transaction that can fail without this one. */
    Progress association(Turn turn, Step.CreatePersistentContactAssociation step) {
        // The console exports them as "From Segment" and "Entire Past Session".
        var written = step.rehydrationType().text(turn.data).replace(' ', '_').toUpperCase(Locale.ROOT);
        var type = Arrays.stream(RehydrationType.values())
                .filter(known -> known.name().equals(written))
                .findFirst();
        var source = FlowNames.parse(
                "contact", turn.segment.instance(), step.source().text(turn.data));
        if (type.isEmpty() || source.isEmpty() || !turn.segment.isChat()) {
            return Progress.failed();
        }
        return new Progress.Calls(new OutsideCall.Associate(
                turn.segment.instance(),
                new Association(turn.segment.contact(), new PersistentChat(type.get(), new ContactId(source.get()))),
                text(step.clientToken(), turn)));
    }

    /** So that statements that do not know of entities see what was done, and entities what these do. */
    private Progress written() {
        entities.flush();
        entities.clear();
        return Progress.done();
    }

    private Optional<ContactDescription> find(Turn turn, TargetContact target) {
        try {
            var current = contacts.describe(turn.segment.instance(), turn.segment.contact());
            return switch (target) {
                case CURRENT -> Optional.of(current);
                case RELATED ->
                    Optional.ofNullable(current.relatedContactId())
                            .map(related -> contacts.describe(turn.segment.instance(), new ContactId(related)));
            };
        } catch (ResourceNotFoundException _) {
            return Optional.empty(); // it is no longer kept
        }
    }

    static Optional<Attributes> attributes(Map<Value, Value> wanted, FlowData data) {
        try {
            return Value.texts(wanted, data, MAX_ATTRIBUTES).map(Attributes::new);
        } catch (InvalidParameterException _) {
            return Optional.empty(); // all or nothing, and it cannot be all
        }
    }

    private static boolean fits(ContactDescription contact, Attributes added) {
        try {
            new Attributes(contact.attributes()).overlaidBy(added);
            return true;
        } catch (InvalidParameterException _) {
            return false;
        }
    }

    /** Absent when there is one that is no reference of a contact. */
    static Optional<Map<String, Reference>> references(Map<String, Step.ContactReference> wanted, FlowData data) {
        var references = new HashMap<String, Reference>();
        for (var entry : wanted.entrySet()) {
            var type = Arrays.stream(Reference.Type.values())
                    .filter(known -> known.name().equals(entry.getValue().type().text(data)))
                    .findFirst();
            var value = entry.getValue().value().text(data);
            if (type.isEmpty() || isLonger(value, MAX_TEXT) || isLonger(entry.getKey(), MAX_TEXT)) {
                return Optional.empty();
            }
            references.put(entry.getKey(), new Reference(value, type.get(), null, null, null));
        }
        return Optional.of(references);
    }

    private static Optional<Map<String, SegmentAttribute>> segmentAttributes(Map<String, Value> wanted, FlowData data) {
        var attributes = new HashMap<String, SegmentAttribute>();
        for (var entry : wanted.entrySet()) {
            var value = entry.getValue().text(data);
            if (entry.getKey().startsWith(SYSTEM_DEFINED)
                    || entry.getKey().isEmpty()
                    || isLonger(entry.getKey(), MAX_SEGMENT_KEY)
                    || isLonger(value, MAX_NAME)) {
                return Optional.empty();
            }
            attributes.put(entry.getKey(), new SegmentAttribute(value, null, null, null, null));
        }
        return Optional.of(attributes);
    }

    private static boolean isTag(Map.Entry<String, String> tag) {
        return TAG_KEY.matcher(tag.getKey()).matches() && !isLonger(tag.getValue(), MAX_TAG_VALUE);
    }

    static boolean isLonger(@Nullable String text, int max) {
        return text != null && text.length() > max;
    }

    static @Nullable String text(@Nullable Value value, Turn turn) {
        return value == null ? null : value.text(turn.data);
    }
}
