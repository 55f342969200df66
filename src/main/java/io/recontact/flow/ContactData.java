package io.recontact.flow;

import io.recontact.api.Arns;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.configuration.Queue;
import io.recontact.contact.ChatIntegrationService;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.contact.SegmentAttribute;
import io.recontact.flow.language.FlowData;
import io.recontact.security.Account;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The data that JSONPath references of a flow read. Each part is loaded when the first reference needs it. */
@Component
class ContactData {

    /** The number of items to search for the initial message: it comes first, or after an item of the service. */
    private static final int FIRST_ITEMS = 3;

    private static final String JOINED = "application/vnd.amazonaws.connect.event.participant.joined";

    private final ContactService contacts;
    private final ChatIntegrationService integrations;
    private final QueueSteps queues;
    private final TranscriptRepository transcript;
    private final Arns arns;
    private final JsonMapper json;

    ContactData(
            ContactService contacts,
            ChatIntegrationService integrations,
            QueueSteps queues,
            TranscriptRepository transcript,
            Account account,
            JsonMapper json) {
        this.contacts = contacts;
        this.integrations = integrations;
        this.queues = queues;
        this.transcript = transcript;
        this.arns = account.arns();
        this.json = json;
    }

    /** Returns the present data. A later change shows only in data that are requested after it. */
    FlowData of(FlowExecution execution) {
        var read = new HashMap<String, FlowData>();
        return reference -> read.computeIfAbsent(
                        switch (reference.path().getFirst()) {
                            case "CustomerEndpoint",
                                    "External",
                                    "FlowAttributes",
                                    "Lex",
                                    "LambdaInvocation",
                                    "Loop",
                                    "Media",
                                    "Metrics",
                                    "Modules",
                                    "References",
                                    "SystemEndpoint",
                                    "Task",
                                    "Views" -> reference.path().getFirst();
                            default -> "";
                        },
                        root -> FlowData.of(tree(root, execution)))
                .find(reference);
    }

    private Map<String, ? extends @Nullable Object> tree(String root, FlowExecution execution) {
        return switch (root) {
            case "External" ->
                execution.external == null ? Map.of() : Map.of(root, json.readValue(execution.external, Object.class));
            case "LambdaInvocation" ->
                execution.external == null
                        ? Map.of()
                        : Map.of(root, Map.of("ResultData", json.readValue(execution.external, Object.class)));
            case "Lex" -> execution.lex == null ? Map.of() : Map.of(root, json.readValue(execution.lex, Object.class));
            case "Loop" -> Map.of(root, loops(execution));
            case "Metrics" ->
                execution.metrics == null ? Map.of() : Map.of(root, json.readValue(execution.metrics, Object.class));
            case "Views" ->
                execution.views == null ? Map.of() : Map.of(root, json.readValue(execution.views, Object.class));
            case "Modules" -> Map.of(root, modules(execution));
            case "Task" ->
                execution.task == null ? Map.of() : Map.of(root, Map.of("ContactId", execution.task.toString()));
            case "FlowAttributes" -> Map.of(root, execution.flowAttributes);
            case "Media" -> Map.of(root, execution.segment.isChat() ? media(execution.segment.session()) : Map.of());
            case "References" -> Map.of(root, references(execution));
            case "CustomerEndpoint", "SystemEndpoint" -> endpoints(execution);
            default -> contact(execution);
        };
    }

    /** Returns the input of the present module, and the result of the module that returned last. */
    private Map<String, Object> modules(FlowExecution execution) {
        var tree = new HashMap<String, Object>();
        if (execution.moduleResult != null) {
            tree.putAll(json.readValue(execution.moduleResult, new TypeReference<Map<String, Object>>() {}));
        }
        if (execution.moduleInput != null) {
            tree.put("Input", json.readValue(execution.moduleInput, Object.class));
        }
        return tree;
    }

    ContactView describe(FlowExecution execution) {
        return contacts.describe(execution.segment.instance(), execution.segment.contact());
    }

    /** Returns the contact's data by the names that references and functions use. */
    Map<String, @Nullable Object> contact(FlowExecution execution) {
        var contact = describe(execution);
        var tree = new HashMap<String, @Nullable Object>();
        tree.put("Attributes", contact.attributes());
        tree.put("SegmentAttributes", segmentAttributes(contact));
        tree.put("Tags", contact.tags());
        tree.put("Channel", contact.channel().name());
        tree.put("ContactId", contact.id().toString());
        tree.put("InitialContactId", contact.session().toString());
        tree.put("PreviousContactId", text(contact.previousContactId()));
        tree.put("RelatedContactId", text(contact.relatedContactId()));
        tree.put("InitiationMethod", contact.initiationMethod().name());
        tree.put("AwsRegion", arns.region());
        tree.put("InstanceARN", arns.instance(execution.segment.instance()));
        tree.put("CustomerId", contact.customerId());
        tree.put("Name", contact.name());
        tree.put("Description", contact.description());
        tree.put("LanguageCode", execution.languageCode);
        tree.put("Queue", queue(execution));
        return tree;
    }

    private @Nullable Map<String, String> queue(FlowExecution execution) {
        return queues.targetQueue(execution)
                .map(queue -> Map.of("Name", queue.name(), "ARN", arn(execution, queue)))
                .orElse(null);
    }

    String arn(FlowExecution execution, Queue queue) {
        return queue.arn(arns);
    }

    /** Returns the initial message, which StartChatContact adds before the customer connects. */
    private Map<String, String> media(SessionId session) {
        for (var entry : transcript.after(session, 0, FIRST_ITEMS)) {
            var sender = entry.sender();
            if (sender == null
                    || sender.role() != ParticipantRole.CUSTOMER
                    || entry.contentType().equals(JOINED)) {
                continue;
            }
            var content = entry.content();
            return entry.type() == ItemType.MESSAGE && content != null ? Map.of("InitialMessage", content) : Map.of();
        }
        return Map.of();
    }

    /** Returns the endpoints of a chat that came through a bridge; empty for other contacts. */
    Map<String, Map<String, String>> endpoints(FlowExecution execution) {
        return integrations
                .find(execution.segment.session())
                .map(integration -> Map.of(
                        "CustomerEndpoint",
                        Map.of("Type", "TELEPHONE_NUMBER", "Address", integration.source()),
                        "SystemEndpoint",
                        Map.of("Type", "CONNECT_PHONENUMBER_ARN", "Address", integration.destination())))
                .orElse(Map.of());
    }

    /** Returns the contact's references by name, each with its value and its type. */
    Map<String, Map<String, String>> references(FlowExecution execution) {
        var tree = new HashMap<String, Map<String, String>>();
        contacts.references(execution.segment.instance(), execution.segment.contact())
                .forEach((name, reference) -> {
                    var value = reference.value();
                    tree.put(
                            name,
                            Map.of(
                                    "Value",
                                    value == null ? "" : value,
                                    "Type",
                                    reference.type().name()));
                });
        return tree;
    }

    /** "The current index", "the current looping element" and "the provided input array" (guide, "Loop"). */
    private Map<String, Map<String, @Nullable Object>> loops(FlowExecution execution) {
        var tree = new HashMap<String, Map<String, @Nullable Object>>();
        execution.activeLoops().forEach((name, loop) -> {
            var entry = new HashMap<String, @Nullable Object>(Map.of("Index", loop.index()));
            if (loop.elements() != null) {
                var elements = json.readValue(loop.elements(), Object[].class);
                entry.put("Elements", Arrays.asList(elements));
                entry.put("Element", elements[loop.index()]);
            }
            tree.put(name, entry);
        });
        return tree;
    }

    private static Map<String, Object> segmentAttributes(ContactView contact) {
        return values(contact.segmentAttributes());
    }

    private static Map<String, Object> values(Map<String, SegmentAttribute> attributes) {
        var values = new HashMap<String, Object>();
        attributes.forEach((key, attribute) -> value(attribute).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private static Optional<Object> value(SegmentAttribute attribute) {
        if (attribute.valueMap() != null) {
            return Optional.of(values(attribute.valueMap()));
        }
        if (attribute.valueList() != null) {
            return Optional.of(attribute.valueList().stream()
                    .flatMap(item -> value(item).stream())
                    .toList());
        }
        var text = attribute.valueString() == null ? attribute.valueArn() : attribute.valueString();
        return Optional.ofNullable(text == null ? attribute.valueInteger() : text);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
