package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactUpdate;
import io.recontact.contact.ContactView;
import io.recontact.contact.EventHook;
import io.recontact.contact.PersistentChat;
import io.recontact.contact.PersistentContactAssociation;
import io.recontact.contact.Reference;
import io.recontact.contact.RehydrationType;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.flow.language.FlowData;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Step.TargetContact;
import io.recontact.flow.language.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Actions that change the data of a contact. They validate before they change anything, so that the flow takes its
 * error branch. An exception would roll back the actions before.
 */
@Component
class ContactSteps {

    static final int MAX_NAME = 1024;
    private static final int MAX_SEGMENT_KEY = 128;
    private static final String SYSTEM_DEFINED = "connect:";
    static final int MAX_TEXT = 4096;
    private static final int MAX_CUSTOMER_ID = 128;
    private static final int MAX_TAGS = 6;
    /** The pattern of the API, including its odd range from plus to equals. */
    private static final Pattern TAG_KEY = Pattern.compile("(?!aws:)[a-zA-Z+-=._:/]{1,128}");

    /** The maximum length of all attributes, in characters; also the limit of other data. */
    static final int MAX_ATTRIBUTES = 32_768;

    private static final int MAX_TAG_VALUE = 256;

    private final ContactService contacts;
    private final ContactLifecycle lifecycle;
    private final ContactFlowService flows;
    private final FlowRunRepository runs;

    ContactSteps(
            ContactService contacts, ContactLifecycle lifecycle, ContactFlowService flows, FlowRunRepository runs) {
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.flows = flows;
        this.runs = runs;
    }

    StepResult attributes(FlowExecution execution, Step.UpdateContactAttributes step) {
        var target = find(execution, step.target());
        var added = attributes(step.attributes(), execution.data);
        if (target.isEmpty() || added.isEmpty() || !fits(target.get(), added.get())) {
            return StepResult.failed();
        }
        contacts.updateAttributes(
                execution.segment.instance(), new ContactId(target.get().id()), added.get());
        return written();
    }

    StepResult data(FlowExecution execution, Step.UpdateContactData step) {
        var target = find(execution, step.target());
        var name = text(step.name(), execution);
        var description = text(step.description(), execution);
        var customer = text(step.customerId(), execution);
        var references = references(step.references(), execution.data);
        var segment = segmentAttributes(step.segmentAttributes(), execution.data);
        if (target.isEmpty()
                || references.isEmpty()
                || segment.isEmpty()
                || isLonger(name, MAX_NAME)
                || isLonger(description, MAX_TEXT)
                || isLonger(customer, MAX_CUSTOMER_ID)) {
            return StepResult.failed();
        }
        var contact = new ContactId(target.get().id());
        if (name != null
                || description != null
                || !references.get().isEmpty()
                || !segment.get().isEmpty()) {
            contacts.update(
                    execution.segment.instance(),
                    contact,
                    new ContactUpdate(name, description, references.get(), segment.get()));
        }
        if (customer != null) {
            written();
            contacts.setCustomerId(contact, customer);
        }
        if (step.languageCode() != null) {
            execution.languageCode = text(step.languageCode(), execution);
        }
        return written();
    }

    StepResult tag(FlowExecution execution, Map<Value, Value> wanted) {
        var tags = Value.texts(wanted, execution.data, MAX_ATTRIBUTES).orElse(null);
        if (tags == null) {
            return StepResult.failed();
        }
        var all = find(execution, TargetContact.CURRENT)
                .map(contact -> new HashMap<>(contact.tags()))
                .orElseGet(HashMap::new);
        all.putAll(tags);
        if (all.size() > MAX_TAGS || !tags.entrySet().stream().allMatch(ContactSteps::isTag)) {
            return StepResult.failed();
        }
        contacts.tag(execution.segment.instance(), execution.segment.contact(), tags);
        return written();
    }

    StepResult untag(FlowExecution execution, List<String> keys) {
        contacts.untag(execution.segment.instance(), execution.segment.contact(), keys);
        return written();
    }

    /** Ignores events of calls, holds and agent workspaces, which do not happen here. */
    StepResult hook(FlowExecution execution, Step.UpdateContactEventHooks step) {
        var event = switch (step.event()) {
            case "CustomerQueue" -> EventHook.CUSTOMER_QUEUE;
            case "CustomerRemaining" -> EventHook.CUSTOMER_REMAINING;
            case "PauseContact" -> EventHook.PAUSE_CONTACT;
            case "ResumeContact" -> EventHook.RESUME_CONTACT;
            default -> null;
        };
        if (event == null) {
            return StepResult.done();
        }
        var instance = execution.segment.instance();
        var flow = FlowResourceResolver.parse(
                        "contact-flow", instance, step.flow().text(execution.data))
                .map(ContactFlowId::new)
                .filter(id -> flows.findRunnable(instance, id).isPresent());
        flow.ifPresent(id -> lifecycle.setEventHook(execution.segment, event, id));
        return flow.isPresent() ? StepResult.done() : StepResult.failed();
    }

    /** Returns an external call, since its transaction can fail without this one. */
    StepResult association(FlowExecution execution, Step.CreatePersistentContactAssociation step) {
        // The console exports them as "From Segment" and "Entire Past Session".
        var written =
                step.rehydrationType().text(execution.data).replace(' ', '_').toUpperCase(Locale.ROOT);
        var type = Arrays.stream(RehydrationType.values())
                .filter(known -> known.name().equals(written))
                .findFirst();
        var source = FlowResourceResolver.parse(
                "contact", execution.segment.instance(), step.source().text(execution.data));
        if (type.isEmpty() || source.isEmpty() || !execution.segment.isChat()) {
            return StepResult.failed();
        }
        return new StepResult.Call(new ExternalCall.Associate(
                execution.segment.instance(),
                new PersistentContactAssociation(
                        execution.segment.contact(), new PersistentChat(type.get(), new ContactId(source.get()))),
                text(step.clientToken(), execution)));
    }

    /** Flushes the changes of entities, which the plain statements of this transaction would not see. */
    private StepResult written() {
        runs.flush();
        return StepResult.done();
    }

    private Optional<ContactView> find(FlowExecution execution, TargetContact target) {
        try {
            var current = contacts.describe(execution.segment.instance(), execution.segment.contact());
            return switch (target) {
                case CURRENT -> Optional.of(current);
                case RELATED ->
                    Optional.ofNullable(current.relatedContactId())
                            .map(related -> contacts.describe(execution.segment.instance(), new ContactId(related)));
            };
        } catch (ResourceNotFoundException _) {
            return Optional.empty(); // past retention
        }
    }

    static Optional<UserDefinedAttributes> attributes(Map<Value, Value> wanted, FlowData data) {
        try {
            return Value.texts(wanted, data, MAX_ATTRIBUTES).map(UserDefinedAttributes::new);
        } catch (InvalidParameterException _) {
            return Optional.empty(); // one attribute is invalid, so none is set
        }
    }

    private static boolean fits(ContactView contact, UserDefinedAttributes added) {
        try {
            new UserDefinedAttributes(contact.attributes()).overlaidBy(added);
            return true;
        } catch (InvalidParameterException _) {
            return false;
        }
    }

    /** Returns empty if one of them is not a valid reference of a contact. */
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

    static @Nullable String text(@Nullable Value value, FlowExecution execution) {
        return value == null ? null : value.text(execution.data);
    }
}
