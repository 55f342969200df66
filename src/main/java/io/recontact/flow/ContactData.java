package io.recontact.flow;

import io.recontact.access.Account;
import io.recontact.contact.ContactDescription;
import io.recontact.contact.ContactReferences;
import io.recontact.contact.Contacts;
import io.recontact.contact.SegmentAttribute;
import io.recontact.directory.Queue;
import io.recontact.language.FlowData;
import io.recontact.transcript.ItemType;
import io.recontact.transcript.Transcript;
import io.recontact.wire.Arns;
import io.recontact.wire.ParticipantRole;
import io.recontact.wire.SessionId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the references of a flow point into. It is read when the first reference asks for it. */
@Component
class ContactData {

    /** The initial message is the first item, or comes after the first of something. */
    private static final int BEGINNING = 3;

    private static final String JOINED = "application/vnd.amazonaws.connect.event.participant.joined";

    private final Contacts contacts;
    private final ContactReferences references;
    private final QueueSteps queues;
    private final Transcript transcript;
    private final Arns arns;
    private final JsonMapper json;

    ContactData(
            Contacts contacts,
            ContactReferences references,
            QueueSteps queues,
            Transcript transcript,
            Account account,
            JsonMapper json) {
        this.contacts = contacts;
        this.references = references;
        this.queues = queues;
        this.transcript = transcript;
        this.arns = account.arns();
        this.json = json;
    }

    /** The data as they are now; what is changed later shows in data that are asked for later. */
    FlowData of(Turn turn) {
        var read = new HashMap<String, FlowData>();
        return reference -> read.computeIfAbsent(
                        switch (reference.path().getFirst()) {
                            case "External",
                                    "FlowAttributes",
                                    "LambdaInvocation",
                                    "Loop",
                                    "Media",
                                    "Metrics",
                                    "References",
                                    "Task" -> reference.path().getFirst();
                            default -> "";
                        },
                        root -> FlowData.of(tree(root, turn)))
                .find(reference);
    }

    private Map<String, ? extends @Nullable Object> tree(String root, Turn turn) {
        return switch (root) {
            case "External" ->
                turn.external == null ? Map.of() : Map.of(root, json.readValue(turn.external, Object.class));
            case "LambdaInvocation" ->
                turn.external == null
                        ? Map.of()
                        : Map.of(root, Map.of("ResultData", json.readValue(turn.external, Object.class)));
            case "Loop" -> Map.of(root, loops(turn));
            case "Metrics" ->
                turn.metrics == null ? Map.of() : Map.of(root, json.readValue(turn.metrics, Object.class));
            case "Task" -> turn.task == null ? Map.of() : Map.of(root, Map.of("ContactId", turn.task.toString()));
            case "FlowAttributes" -> Map.of(root, turn.flowAttributes);
            case "Media" -> Map.of(root, turn.segment.isChat() ? media(turn.segment.session()) : Map.of());
            case "References" -> Map.of(root, references(turn));
            default -> contact(turn);
        };
    }

    ContactDescription describe(Turn turn) {
        return contacts.describe(turn.segment.instance(), turn.segment.contact());
    }

    /** What is known of a contact, by the names that references and functions use. */
    Map<String, @Nullable Object> contact(Turn turn) {
        var contact = describe(turn);
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
        tree.put("InstanceARN", arns.instance(turn.segment.instance()));
        tree.put("CustomerId", contact.customerId());
        tree.put("Name", contact.name());
        tree.put("Description", contact.description());
        tree.put("LanguageCode", turn.languageCode);
        tree.put("Queue", queue(turn));
        return tree;
    }

    private @Nullable Map<String, String> queue(Turn turn) {
        return queues.targetQueue(turn)
                .map(queue -> Map.of("Name", queue.name(), "ARN", arn(turn, queue)))
                .orElse(null);
    }

    String arn(Turn turn, Queue queue) {
        return arns.queue(turn.segment.instance(), queue.type(), queue.id().value());
    }

    /** It was sent with the start of the chat, before its customer came. */
    private Map<String, String> media(SessionId session) {
        for (var entry : transcript.after(session, 0, BEGINNING)) {
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

    /** By their names, each with its value and its type. */
    Map<String, Map<String, String>> references(Turn turn) {
        var tree = new HashMap<String, Map<String, String>>();
        references.of(turn.segment.instance(), turn.segment.contact()).forEach((name, reference) -> {
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
    private Map<String, Map<String, @Nullable Object>> loops(Turn turn) {
        var tree = new HashMap<String, Map<String, @Nullable Object>>();
        turn.activeLoops().forEach((name, loop) -> {
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

    private static Map<String, Object> segmentAttributes(ContactDescription contact) {
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
