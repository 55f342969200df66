package io.recontact.history;

import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.StorableText;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.ImportedTranscript;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemType;
import io.recontact.contact.ChatMetrics;
import io.recontact.contact.ImportedContact;
import io.recontact.contact.Reference;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the three forms of imported lines: <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_Contact.html">contacts</a> as DescribeContact
 * returns them, <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">contact
 * records</a>, and chat transcript files of version 2019-08-26. Members that this service has no place for are ignored.
 */
@Component
class ImportLineReader {

    private static final TypeReference<Map<String, SegmentAttribute>> SEGMENT_ATTRIBUTES = new TypeReference<>() {};
    private static final TypeReference<List<Item.Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private static final int LEVELS = 5;
    private static final int MAX_PAUSES = 10;

    private final JsonMapper json;

    ImportLineReader(JsonMapper json) {
        this.json = json;
    }

    /** Reads a value; a value that cannot be imported becomes a refusal. */
    ImportLine read(long number, JsonNode value) {
        try {
            var line = new ImportMembers(value);
            if (line.has("Transcript")) {
                return transcript(number, line);
            }
            if (line.has("Contact")) {
                line = line.in("Contact");
            }
            var contact = line.has("ContactId") ? contactRecord(line) : described(line);
            requireConsistent(contact);
            return new ImportLine.OfContact(number, contact, line.digest());
        } catch (ImportRefusal | InvalidParameterException e) {
            return new ImportLine.Refused(number, String.valueOf(e.getMessage()));
        } catch (JacksonException _) {
            return new ImportLine.Refused(number, "A member has an unknown form");
        }
    }

    private static void requireConsistent(ImportedContact contact) {
        if (contact.disconnectedAt().isBefore(contact.initiatedAt())) {
            throw new ImportRefusal("DisconnectTimestamp is before InitiationTimestamp");
        }
        if (!contact.isFirst() && contact.id().equals(contact.previousContactId())) {
            throw new ImportRefusal("PreviousContactId is the contact itself");
        }
    }

    private ImportedContact described(ImportMembers line) {
        var queue = line.in("QueueInfo");
        var agent = line.in("AgentInfo");
        return contact(
                line,
                line.requiredId("Id"),
                line,
                Map.of(),
                new Queued(queue.id("Id"), queue),
                new Accepted(agent.id("Id"), agent, "Arn"));
    }

    private ImportedContact contactRecord(ImportMembers line) {
        var queue = line.in("Queue");
        var agent = line.in("Agent");
        return contact(
                line,
                line.requiredId("ContactId"),
                line.in("ContactDetails"),
                references(line),
                new Queued(queue.idOfArn("ARN"), queue),
                new Accepted(agent.idOfArn("ARN"), agent, "ARN"));
    }

    private record Queued(@Nullable UUID id, ImportMembers members) {}

    private record Accepted(@Nullable UUID id, ImportMembers members, String arn) {

        @Nullable List<UUID> groups() {
            var groups = members.in("HierarchyGroups");
            var ids = new ArrayList<UUID>();
            for (int level = 1; level <= LEVELS && groups.has("Level" + level); level++) {
                var id = groups.in("Level" + level).idOfArn(arn);
                if (id != null) {
                    ids.add(id);
                }
            }
            return ids.isEmpty() ? null : ids;
        }
    }

    /** Reads what both forms of a contact have under the same names. */
    private ImportedContact contact(
            ImportMembers line,
            UUID id,
            ImportMembers details,
            Map<String, Reference> references,
            Queued queued,
            Accepted accepted) {
        var initial = Objects.requireNonNullElse(line.id("InitialContactId"), id);
        var isFirst = initial.equals(id);
        var previous = line.id("PreviousContactId");
        if (isFirst && previous != null) {
            throw new ImportRefusal("PreviousContactId comes without InitialContactId");
        }
        var related = line.id("RelatedContactId");
        var initiatedAt = line.requiredTime("InitiationTimestamp");
        if (!line.has("DisconnectTimestamp")) {
            throw new ImportRefusal("DisconnectTimestamp is required: only contacts that have ended are imported");
        }
        var disconnectedAt = line.requiredTime("DisconnectTimestamp");
        var enqueuedAt = queued.members().time("EnqueueTimestamp");
        var isQueued = queued.id() != null && enqueuedAt != null;
        var acceptedAt = accepted.members().time("ConnectedToAgentTimestamp");
        var isAccepted = accepted.id() != null && acceptedAt != null;
        var pauses = line.number("TotalPauseCount", 0, MAX_PAUSES);
        var paused = line.number("TotalPauseDurationInSeconds", 0, Integer.MAX_VALUE);
        var adjustment = line.number("QueueTimeAdjustmentSeconds", Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new ImportedContact(
                id,
                initial,
                isFirst ? null : Objects.requireNonNullElse(previous, initial),
                related,
                Objects.requireNonNullElse(
                        line.id("ContactAssociationId"), isFirst && related != null ? related : initial),
                line.required("Channel", line.constant("Channel", Channel.class)),
                line.required("InitiationMethod", line.constant("InitiationMethod", InitiationMethod.class)),
                details.text("Name"),
                details.text("Description"),
                line.text("CustomerId"),
                isFirst ? new UserDefinedAttributes(texts(line, "Attributes")).entries() : Map.of(),
                segmentAttributes(line),
                references,
                tags(line),
                line.time("ScheduledTimestamp"),
                initiatedAt,
                line.time("ConnectedToSystemTimestamp"),
                disconnectedAt,
                line.constant("DisconnectReason", DisconnectReason.class),
                Objects.requireNonNullElse(line.time("LastUpdateTimestamp"), disconnectedAt),
                isQueued ? queued.id() : null,
                isQueued ? enqueuedAt : null,
                line.number("QueuePriority", 1, Long.MAX_VALUE),
                adjustment == null ? null : Math.toIntExact(adjustment),
                isAccepted ? accepted.id() : null,
                isAccepted ? accepted.groups() : null,
                isAccepted ? acceptedAt : null,
                isAccepted ? accepted.members().time("AfterContactWorkStartTimestamp") : null,
                isAccepted ? accepted.members().time("AfterContactWorkEndTimestamp") : null,
                line.time("LastPausedTimestamp"),
                line.time("LastResumedTimestamp"),
                pauses == null ? 0 : Math.toIntExact(pauses),
                paused == null ? 0 : paused * 1000,
                chatMetrics(line));
    }

    private Map<String, String> texts(ImportMembers line, String name) {
        var members = line.in(name);
        var texts = new HashMap<String, String>();
        members.object().properties().forEach(member -> {
            if (!member.getValue().isString()
                    || isUnstorable(member.getKey() + member.getValue().stringValue())) {
                throw new ImportRefusal(name + " has a value that is not text");
            }
            texts.put(member.getKey(), member.getValue().stringValue());
        });
        return texts;
    }

    /** Tags of AWS, such as that of the instance, belong to the place and not to the contact. */
    private Map<String, String> tags(ImportMembers line) {
        var tags = texts(line, "Tags");
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        return tags;
    }

    private Map<String, SegmentAttribute> segmentAttributes(ImportMembers line) {
        var members = line.in("SegmentAttributes").object();
        requireStorable("SegmentAttributes", members);
        return converted("SegmentAttributes", () -> json.convertValue(members, SEGMENT_ATTRIBUTES));
    }

    private Map<String, Reference> references(ImportMembers line) {
        var references = new HashMap<String, Reference>();
        if (line.has("References")) {
            requireStorable("References", line.object().get("References"));
            for (var entry : line.object().get("References")) {
                var reference = new ImportMembers(entry);
                references.put(
                        reference.required("Name", reference.text("Name")),
                        new Reference(
                                reference.text("Value"),
                                reference.required("Type", reference.constant("Type", Reference.Type.class)),
                                reference.constant("Status", Reference.Status.class),
                                null,
                                null));
            }
        }
        return references;
    }

    /** Returns null as well if members are missing that this service always returns. */
    private @Nullable ChatMetrics chatMetrics(ImportMembers line) {
        if (!line.has("ChatMetrics")) {
            return null;
        }
        try {
            var metrics = json.convertValue(line.object().get("ChatMetrics"), ChatMetrics.class);
            return metrics.chatContactMetrics() == null ? null : metrics;
        } catch (JacksonException _) {
            return null;
        }
    }

    private ImportLine transcript(long number, ImportMembers file) {
        var contact = file.requiredId("ContactId");
        var session = Objects.requireNonNullElse(file.id("InitialContactId"), contact);
        var list = file.object().get("Transcript");
        if (!list.isArray() || list.isEmpty()) {
            throw new ImportRefusal("Transcript has no items");
        }
        requireStorable("Transcript", list);
        var items = new ArrayList<ImportedTranscript.Line>(list.size());
        for (var entry : list) {
            var item = new ImportMembers(entry);
            if (item.has("RelatedContactId")
                    || !Objects.requireNonNullElse(item.id("ContactId"), contact)
                            .equals(contact)) {
                throw new ImportRefusal(
                        "Transcript has items of another contact: import the transcript of each contact by itself");
            }
            items.add(item(item));
        }
        items.sort(Comparator.comparing(ImportedTranscript.Line::at)); // stable
        return new ImportLine.OfTranscript(
                number, contact, new ImportedTranscript(session, contact, items), file.digest());
    }

    private ImportedTranscript.Line item(ImportMembers item) {
        var type = type(item);
        var contentType = item.text("ContentType");
        if (contentType == null && type == ItemType.MESSAGE) {
            contentType = ContentTypes.PLAIN;
        }
        return new ImportedTranscript.Line(
                item.requiredId("Id"),
                item.requiredTime("AbsoluteTime"),
                type,
                item.required("ContentType", contentType),
                item.text("Content"),
                item.id("ParticipantId"),
                item.text("DisplayName"),
                item.constant("ParticipantRole", ParticipantRole.class),
                item.has("Attachments")
                        ? converted(
                                "Attachments",
                                () -> json.convertValue(item.object().get("Attachments"), ATTACHMENTS))
                        : null);
    }

    /** The model has a type for some events, which items of these files and of this service call EVENT. */
    private static ItemType type(ImportMembers item) {
        return switch (item.required("Type", item.text("Type"))) {
            case "MESSAGE" -> ItemType.MESSAGE;
            case "ATTACHMENT" -> ItemType.ATTACHMENT;
            case "EVENT",
                    "PARTICIPANT_JOINED",
                    "PARTICIPANT_LEFT",
                    "CHAT_ENDED",
                    "TRANSFER_SUCCEEDED",
                    "TRANSFER_FAILED" -> ItemType.EVENT;
            default -> throw new ImportRefusal("Type has a value that no transcript has");
        };
    }

    private static <V> V converted(String name, Supplier<V> conversion) {
        try {
            return conversion.get();
        } catch (JacksonException _) {
            throw new ImportRefusal(name + " has an unknown form");
        }
    }

    /** PostgreSQL stores neither null characters nor half surrogate pairs. */
    private static void requireStorable(String name, JsonNode value) {
        if (value.isString() && isUnstorable(value.stringValue())) {
            throw new ImportRefusal(name + " contains a null character or half a surrogate pair");
        }
        value.properties().forEach(member -> {
            if (isUnstorable(member.getKey())) {
                throw new ImportRefusal(name + " contains a null character or half a surrogate pair");
            }
            requireStorable(name, member.getValue());
        });
        if (value.isArray()) {
            value.forEach(element -> requireStorable(name, element));
        }
    }

    private static boolean isUnstorable(String text) {
        return !StorableText.isStorable(text);
    }
}
